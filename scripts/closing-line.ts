import type { Reporter, TestModule } from 'vitest/node'

/** Where the closing line goes; the reporter that vitest makes itself writes to stdout. */
type Write = (line: string) => void

/**
 * Closes a run with the time of each project and then one plain line, for people and programs that read a log:
 * `N passed, N failed, N skipped`. A file that could not be run, and an error outside of tests, count as failed,
 * so that the line never says 0 failed of a run that did not succeed.
 */
export class ClosingLine implements Reporter {
  readonly #write: Write
  constructor(write: Write = (line) => process.stdout.write(`${line}\n`)) {
    this.#write = write
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 }
    const projectMs = new Map<string, number>()
    for (const module of modules) {
      const { duration, collectDuration, setupDuration } = module.diagnostic()
      const project = module.project.name
      projectMs.set(project, (projectMs.get(project) ?? 0) + duration + collectDuration + setupDuration)
      counts.failed += module.errors().length
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state !== 'pending') counts[state]++
      }
    }
    for (const [project, ms] of projectMs) this.#write(`${project}: ${Math.round(ms / 1000)} s in its files`)
    this.#write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
  }
}
