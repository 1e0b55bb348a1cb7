import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { ClosingLine } from './scripts/closing-line.js'

/** Workspace packages are tested from their sources, so a test never sees a stale build. */
const conditions = ['precis-source']
const shared = { resolve: { conditions }, ssr: { resolve: { conditions } } }

/**
 * Files share the processes that run them, and so what they import: loading the engine and its vocabulary anew for each
 * file took half of the unit tests' processor time. No module here keeps anything that a test changes.
 */
const isolate = false

/** For what hangs, not for what is slow: a machine that others use, too, takes ten times as long. */
const limits = { testTimeout: 120_000, hookTimeout: 120_000 }

export default defineConfig({
  test: {
    reporters: ['default', new ClosingLine()],
    // One for each processor: Vitest leaves one idle, and most of these tests wait for processes of their own.
    maxWorkers: availableParallelism(),
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: [
            'packages/*/src/**/*.test.ts',
            'packages/*/test/**/*.test.ts',
            'scripts/**/*.test.ts',
            'bench/src/**/*.test.ts',
          ],
          exclude: ['**/*.e2e.test.ts', '**/*.pg.test.ts', '**/node_modules/**'],
          pool: 'forks',
          isolate,
          ...limits,
        },
      },
      {
        ...shared,
        test: {
          name: 'pg',
          include: ['packages/*/src/**/*.pg.test.ts', 'packages/*/test/**/*.pg.test.ts'],
          globalSetup: ['packages/server/test/postgres/global-setup.ts'],
          pool: 'forks',
          isolate,
          ...limits,
        },
      },
      {
        ...shared,
        test: {
          name: 'e2e',
          include: ['packages/*/test/**/*.e2e.test.ts', 'examples/**/*.e2e.test.ts'],
          pool: 'forks',
          isolate,
          ...limits,
        },
      },
    ],
  },
})
