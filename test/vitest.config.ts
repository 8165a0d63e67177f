import {defineConfig} from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    pool: 'forks', // native modules and worker pools want a process of their own
    testTimeout: 30_000,
    hookTimeout: 120_000, // reading the national twin
  },
});
