/** Whether a figure that was looked at again and again has stopped rising. */
import { median } from '../speed/statistics.js'

/** One look: minutes since the start, and the figure. */
export type Point = readonly [minutes: number, value: number]

export interface Trend {
  /** Of the windows' values, by least squares, per minute. */
  readonly slope: number
  /** Standard error of the slope. */
  readonly error: number
  /** Share of the windows' variance that a straight line explains. */
  readonly fit: number
  readonly first: number
  readonly last: number
  readonly windows: readonly number[]
}

/** Looks a few seconds apart go up and down together with the collector: a window's median, or its lowest, is one observation. */
const WINDOWS = 10
/** Steeper than twice its standard error is no accident. */
const SIGNIFICANT_ERRORS = 2

/**
 * The trend over equal windows of time.
 *
 * @param of what stands for a window: the median, or the smallest for heaps, which is what is left after the collector came by.
 */
export function trendOf(points: readonly Point[], of: 'median' | 'lowest'): Trend {
  const [start, end] = [points[0]?.[0] ?? 0, points.at(-1)?.[0] ?? 0]
  const width = (end - start) / WINDOWS || 1
  const windows: Point[] = []
  for (let i = 0; i < WINDOWS; i++) {
    const isLast = i === WINDOWS - 1
    const values = points
      .filter(([at]) => at >= start + i * width && (at < start + (i + 1) * width || isLast))
      .map(([, value]) => value)
    if (values.length > 0)
      windows.push([start + (i + 0.5) * width, of === 'median' ? median(values) : Math.min(...values)])
  }
  const values = windows.map(([, value]) => value)
  return { ...lineThrough(windows), first: values[0] ?? 0, last: values.at(-1) ?? 0, windows: values }
}

function lineThrough(points: readonly Point[]): Pick<Trend, 'slope' | 'error' | 'fit'> {
  const mean = (of: 0 | 1) => points.reduce((sum, point) => sum + point[of], 0) / points.length
  const [meanX, meanY] = [mean(0), mean(1)]
  const spreadX = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  const spreadY = points.reduce((sum, [, y]) => sum + (y - meanY) ** 2, 0)
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spreadX
  const rest = points.reduce((sum, [x, y]) => sum + (y - meanY - slope * (x - meanX)) ** 2, 0)
  const error = Math.sqrt(rest / Math.max(1, points.length - 2) / spreadX)
  return { slope, error, fit: spreadY === 0 ? 1 : 1 - rest / spreadY }
}

export type Judgement = 'flat' | 'rises' | 'cannot tell'

/** Rising: by more than is allowed in a minute, and by more than the looks scatter. Where they scatter by more than that, nobody can tell. */
export function judge({ slope, error }: Trend, allowedPerMinute: number): Judgement {
  if (slope > allowedPerMinute && slope > SIGNIFICANT_ERRORS * error) return 'rises'
  return slope <= allowedPerMinute && error <= allowedPerMinute ? 'flat' : 'cannot tell'
}
