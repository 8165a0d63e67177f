import tseslint from 'typescript-eslint';

const TEXT_LINES = {skipBlankLines: true, skipComments: true};

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      'packages/*/assembly/',
      'packages/*/src/generated/',
      'data/us/',
      'runs/',
      'coverage/',
    ],
  },
  {linterOptions: {reportUnusedDisableDirectives: 'error'}},
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {parserOptions: {projectService: true, tsconfigRootDir: import.meta.dirname}},
    rules: {
      'max-lines': ['error', {max: 400}],
      eqeqeq: 'error',
      'no-param-reassign': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', {fixStyle: 'inline-type-imports'}],
      '@typescript-eslint/no-empty-function': ['error', {allow: ['arrowFunctions']}], // a callback nobody gave
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off', // an index that the caller checked
      '@typescript-eslint/no-unused-vars': ['error', {argsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_'}],
      '@typescript-eslint/prefer-for-of': 'off', // kernels count
      '@typescript-eslint/restrict-template-expressions': ['error', {allowNumber: true, allowBoolean: true}],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', {considerDefaultExhaustiveForUnions: true}],
    },
  },
  {
    files: ['packages/*/src/**/*.ts', 'packages/*/page/**/*.ts', 'data/build/**/*.ts'],
    rules: {'max-lines-per-function': ['error', {max: 60, ...TEXT_LINES}]},
  },
  {
    files: ['packages/*/src/**/*.ts', 'packages/*/page/**/*.{ts,tsx}'],
    ignores: ['packages/cli/**'],
    rules: {'no-console': 'error'},
  },
);
