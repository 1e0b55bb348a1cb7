/** Exit codes of every command, as `docs/cli.md` lists them. */
export const EXIT = {
  ok: 0,
  /** The command was understood and failed: unreadable input, no such file, port in use. */
  failure: 1,
  /** The command line itself is wrong: unknown option, missing argument, value out of range. */
  usage: 2,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
