import { type Command, Option } from 'commander'
import { type ConfigOverrides, SETTINGS, type SettingName } from '../config.js'

/** Settings by name, in the order of the table. */
const ENTRIES = Object.entries(SETTINGS)

/** Adds the flags of the settings: all of them, or those that a command needs. */
export function addSettings(command: Command, names?: readonly SettingName[]): void {
  for (const [name, setting] of ENTRIES) {
    if (!('flag' in setting) || (names !== undefined && !names.some((chosen) => chosen === name))) continue
    const fallback = setting.fallback === null ? '' : `; default ${describeDefault(setting.fallback)}`
    const description = `${setting.description} (${setting.env}${fallback})`
    command.addOption(new Option(`--${setting.flag} <${setting.placeholder}>`, description))
  }
}

function describeDefault(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value)
}

/** The variables that have no flag, because they are secrets: for the end of a help text. */
export function describeSecrets(): string {
  const lines = ENTRIES.filter(([, setting]) => !('flag' in setting)).map(
    ([, setting]) => `  ${setting.env}  ${setting.description}`,
  )
  return `\nIn the environment only:\n${lines.join('\n')}\n\nA flag wins over its variable.`
}

/** The values that were given as flags, under the settings' names. */
export function overridesOf(command: Command): ConfigOverrides {
  const given: Record<string, unknown> = command.opts()
  const overrides: [string, unknown][] = []
  for (const [name, setting] of ENTRIES) {
    if (!('flag' in setting)) continue
    const value = given[new Option(`--${setting.flag}`).attributeName()]
    if (value !== undefined) overrides.push([name, value])
  }
  return Object.fromEntries(overrides) as ConfigOverrides // proof: names are those of SETTINGS, values are option texts
}
