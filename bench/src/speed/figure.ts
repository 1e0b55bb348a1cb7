/** One measured figure, with the bound it is held to. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: '×' | 'ms' | 'MB' | 'req/s'
  readonly aim?: { readonly kind: 'at_most' | 'at_least'; readonly value: number }
  /** What the value is made of, for people. */
  readonly detail: string
}

export function meetsAim({ value, aim }: Figure): boolean {
  if (aim === undefined) return true
  return aim.kind === 'at_most' ? value <= aim.value : value >= aim.value
}

/** The figures as a table in Markdown. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${format(figure.value)} ${figure.unit}`,
    figure.aim === undefined
      ? ''
      : `${figure.aim.kind === 'at_most' ? '≤' : '≥'} ${figure.aim.value} ${figure.unit}`,
    figure.aim === undefined ? '' : meetsAim(figure) ? 'met' : 'MISSED',
    figure.detail,
  ])
  const head = ['figure', 'measured', 'aim', '', 'detail']
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function format(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2)
}
