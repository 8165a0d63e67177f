import type {CommandUnknownOpts} from '@commander-js/extra-typings';

/** A command by what the help of all commands says of it; its module is loaded only when it is asked for. */
export interface CommandEntry {
  readonly name: string;
  readonly usage: string; // as the command itself prints it behind its name
  readonly about: string;
  load(): Promise<CommandUnknownOpts>;
}

/** Every command, in the order of the help. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'init',
    usage: '[options] <dir>',
    about: 'Make a twin directory of your own: a copy of the reference twin',
    load: async () => (await import('./commands/init.ts')).initCommand,
  },
  {
    name: 'check',
    usage: '[options] <dir>',
    about: 'Prove a twin directory: every file, row and column, and what to do about each problem',
    load: async () => (await import('./commands/check.ts')).checkCommand,
  },
  {
    name: 'describe',
    usage: '[options] [table]',
    about: 'Print the columns of a table of a twin directory, with units',
    load: async () => (await import('./commands/describe.ts')).describeCommand,
  },
  {
    name: 'import',
    usage: '[options] [command]',
    about: 'Take real shipments, a real network, road miles or real rate cards into a twin',
    load: async () => (await import('./commands/import.ts')).importCommand,
  },
  {
    name: 'data',
    usage: '[options] [command]',
    about: 'Take official files in the place of built-in tables of a twin',
    load: async () => (await import('./commands/data.ts')).dataCommand,
  },
  {
    name: 'calibrate',
    usage: '[options] <dir>',
    about: 'Set a twin against your own books, fit what they show, and write it to calibration.yaml',
    load: async () => (await import('./commands/calibrate.ts')).calibrateCommand,
  },
  {
    name: 'plan',
    usage: '[options] <dir>',
    about: 'Decide which ZIPs go which way in which week, at least cost, and prove how far from the best that is',
    load: async () => (await import('./commands/plan.ts')).planCommand,
  },
  {
    name: 'guide',
    usage: '[options] <plan>',
    about: "Write a plan's routing guide for a WMS or TMS, and what is new in a week; or prove one",
    load: async () => (await import('./commands/guide.ts')).guideCommand,
  },
  {
    name: 'track',
    usage: '[options] <plan>',
    about: 'Set what happened against a plan, week by week: which waves go on, wait or go back, and what that costs',
    load: async () => (await import('./commands/track.ts')).trackCommand,
  },
  {
    name: 'why',
    usage: '[options] <zip>',
    about: 'Show why a plan sends a ZIP this way this week: its options, their costs, and what would change it',
    load: async () => (await import('./commands/why.ts')).whyCommand,
  },
  {
    name: 'bid',
    usage: '[options] <plan>',
    about: 'Say what entry into the mail is worth at each hand-off of a plan, and what to bid at most',
    load: async () => (await import('./commands/bid.ts')).bidCommand,
  },
  {
    name: 'finance',
    usage: '[options] <plan>',
    about: 'Show a plan by fiscal quarter against staying as today, and what it means for the Postal Service',
    load: async () => (await import('./commands/finance.ts')).financeCommand,
  },
  {
    name: 'run',
    usage: '[options] <dir>',
    about: 'Simulate scenarios of a twin package by package, and compare what they cost',
    load: async () => (await import('./commands/run.ts')).runCommand,
  },
  {
    name: 'compare',
    usage: '[options] <run> [other]',
    about: 'Compare what two runs cost, scenario by scenario; or, given one run, its scenarios with their base',
    load: async () => (await import('./commands/compare.ts')).compareCommand,
  },
  {
    name: 'export',
    usage: '[options] <run>',
    about: 'Write a finished run as an Excel workbook, or its ZIPs as GeoJSON points',
    load: async () => (await import('./commands/export.ts')).exportCommand,
  },
  {
    name: 'serve',
    usage: '[options] [paths...]',
    about: 'Show twins and runs on a local web page: the map, what-ifs, and runs side by side',
    load: async () => (await import('./commands/serve.ts')).serveCommand,
  },
  {
    name: 'site',
    usage: '[options] <dir>',
    about: 'Find where the next delivery stations pay, and what they save at most',
    load: async () => (await import('./commands/site.ts')).siteCommand,
  },
  {
    name: 'trace',
    usage: '[options] <run> <number>',
    about: 'Show one package of a run: what it was, the way it went, and what other ways would have cost',
    load: async () => (await import('./commands/trace.ts')).traceCommand,
  },
  {
    name: 'explain',
    usage: '[options] <run> <path>',
    about: 'List the inputs a number of a run came from, with range, date, confidence and source',
    load: async () => (await import('./commands/explain.ts')).explainCommand,
  },
  {
    name: 'zones',
    usage: '[options] <file>',
    about: 'Write a CSV of ZIP3 pairs with the postal zone of each',
    load: async () => (await import('./commands/zones.ts')).zonesCommand,
  },
  {
    name: 'rate',
    usage: '[options] [file]',
    about: 'Price one package, or a file of shipments, under every option on its date, line by line',
    load: async () => (await import('./commands/rate.ts')).rateCommand,
  },
  {
    name: 'reprice',
    usage: '[options] <run>',
    about: 'Price a finished run with other rate cards, without simulating or planning it again',
    load: async () => (await import('./commands/reprice.ts')).repriceCommand,
  },
];
