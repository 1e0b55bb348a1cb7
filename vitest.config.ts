import { defineConfig } from 'vitest/config'
import { ClosingLine } from './scripts/closing-line.js'

/** Workspace packages are tested from their sources, so a test never sees a stale build. */
const conditions = ['precis-source']
const shared = { resolve: { conditions }, ssr: { resolve: { conditions } } }

export default defineConfig({
  test: {
    reporters: ['default', new ClosingLine()],
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
          testTimeout: 30_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'pg',
          include: ['packages/*/src/**/*.pg.test.ts', 'packages/*/test/**/*.pg.test.ts'],
          globalSetup: ['packages/server/test/postgres/global-setup.ts'],
          pool: 'forks',
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'e2e',
          include: ['packages/*/test/**/*.e2e.test.ts', 'examples/**/*.e2e.test.ts'],
          pool: 'forks',
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
