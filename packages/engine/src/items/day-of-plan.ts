/** "Friday dinner", "saturday after breakfast", "110 for the weekend": among people who plan, a day of what is planned, however far that is. */
const DAY_ALONE =
  /(?<!\b(?:on|by|until|till|from|since|this|next|last|past|coming|before) )\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:for|over|on) the weekend\b/i
/** "On Friday" beside it is a day of the calendar. */
const DAY_OF_CALENDAR =
  /\b(?:on|by|until|till|from|since|this|next|last|past|coming|before) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b/i

const DATED =
  /\b\d{1,2}(?:st|nd|rd|th)?\.? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{Ll}* \d/iu

/** Whether an English sentence names a weekday that only the plan of a group tells which. */
export const isDayOfPlan = (said: string): boolean =>
  DAY_ALONE.test(said) && !DAY_OF_CALENDAR.test(said) && !DATED.test(said)
