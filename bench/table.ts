/** A line of the benchmark: what was measured, the figures side by side, what is asked of their ratio. */
export interface Line {
  what: string
  size?: number
  ours: string
  against: string
  /** The figure held against `reach`; missing where the line only reports. */
  figure?: number
  reach?: { least: number } | { most: number }
  /** How `figure` is written: a ratio (`1.9×`) unless it says otherwise. */
  unit?: '×' | '%' | 'MB' | 'kB' | 'ms'
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Of the same things timed several times, each one's shortest: what they cost where nobody else takes the machine. */
export function quietest(turns: readonly (readonly number[])[]): number[] {
  return (turns[0] ?? []).map((_, at) => Math.min(...turns.map((turn) => turn[at] ?? Number.POSITIVE_INFINITY)))
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function milliseconds(value: number): string {
  return value >= 1000 ? `${(value / 1000).toFixed(2)} s` : `${value.toFixed(value < 10 ? 2 : 1)} ms`
}

export function count(value: number): string {
  return Math.round(value).toLocaleString('en')
}

function written({ figure, unit = '×' }: Line): string {
  if (figure === undefined) return ''
  if (unit === '×') return `${figure.toFixed(2)}×`
  return unit === '%' ? `${(figure * 100).toFixed(1)} %` : `${Math.round(figure)} ${unit}`
}

function asked({ reach, unit = '×' }: Line): string {
  if (!reach) return ''
  const [sign, value] = 'least' in reach ? ['≥', reach.least] : ['≤', reach.most]
  return `${sign} ${unit === '%' ? `${Math.round(value * 100)} %` : `${value}${unit === '×' ? unit : ` ${unit}`}`}`
}

function verdict({ figure, reach }: Line): string {
  if (figure === undefined || !reach) return ''
  return ('least' in reach ? figure >= reach.least : figure <= reach.most) ? 'reached' : 'MISSED'
}

const heads = ['what', 'works', 'ours', 'against', 'figure', 'asked', '']

/** The lines as one table of text. */
export function table(lines: readonly Line[]): string {
  const cells = lines.map((line) => [
    line.what,
    line.size === undefined ? '' : count(line.size),
    line.ours,
    line.against,
    written(line),
    asked(line),
    verdict(line),
  ])
  const widths = heads.map((head, at) => Math.max(head.length, ...cells.map((row) => row[at]?.length ?? 0)))
  const text = (row: readonly string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return [text(heads), rule, ...cells.map(text)].join('\n')
}
