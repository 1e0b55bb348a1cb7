import { Command, CommanderError } from 'commander'
import { readVersion } from '../version.js'
import { EXIT, type ExitCode } from './exit-codes.js'
import { describeFailure } from './failure.js'

interface CommandEntry {
  readonly name: string
  readonly summary: string
  /** Loads the command's options and action. */
  load(): Promise<{ configure(command: Command): void }>
}

const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'compact',
    summary: 'compact one conversation, or one conversation per line',
    load: () => import('./commands/compact.js'),
  },
  {
    name: 'verify',
    summary: 'check any summary against its conversation',
    load: () => import('./commands/verify.js'),
  },
  {
    name: 'serve',
    summary: 'run the service',
    load: () => import('./commands/serve.js'),
  },
  {
    name: 'worker',
    summary: 'compact for the services on the same Postgres, and serve nothing',
    load: () => import('./commands/worker.js'),
  },
  {
    name: 'keys',
    summary: 'create, list and revoke API keys',
    load: () => import('./commands/keys.js'),
  },
  {
    name: 'migrate',
    summary: "bring the data's schema up to date",
    load: () => import('./commands/migrate.js'),
  },
  {
    name: 'export',
    summary: 'write an instance as JSON Lines',
    load: () => import('./commands/export.js'),
  },
  {
    name: 'import',
    summary: 'take an instance in from an export',
    load: () => import('./commands/import.js'),
  },
  {
    name: 'doctor',
    summary: 'check what the service needs on this machine',
    load: () => import('./commands/doctor.js'),
  },
  {
    name: 'demo',
    summary: 'show the whole path once, on data of its own',
    load: () => import('./commands/demo.js'),
  },
]

/**
 * Runs one command line and resolves to its exit code.
 *
 * Errors  never rejects: failures are printed to stderr as one sentence.
 */
export async function runProgram(argv: readonly string[]): Promise<ExitCode> {
  try {
    const program = await buildProgram(argv)
    await program.parseAsync([...argv])
    return process.exitCode === EXIT.failure ? EXIT.failure : EXIT.ok
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
    process.stderr.write(`precis: ${describeFailure(error)}\n`)
    return EXIT.failure
  }
}

/** Only the command that was named is loaded, so that none pays for the start of another. */
async function buildProgram(argv: readonly string[]): Promise<Command> {
  const program = new Command('precis')
    .description(
      'Records conversations, compacts them in the background and returns a checked, prompt-ready context.',
    )
    .version(readVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .exitOverride()
    .showHelpAfterError('(run with --help for the options)')
  for (const entry of COMMANDS) {
    const command = program.command(entry.name).description(entry.summary)
    if (argv.includes(entry.name)) (await entry.load()).configure(command)
  }
  return program
}
