/** What runs the talk, or cheers: "let's start", "we should move on", "let's keep pushing". */
const OF_THE_TALK =
  /\b(?:start|begin|move on|continue|go on|get (?:going|to work|started)|see|look|hear|talk|discuss|keep|break|wait|find out|think|hope|say|guess|call it a day|catch up)\b/i

/** Whether what is proposed is how to go on talking. English. */
export const runsTheTalk = (text: string): boolean => OF_THE_TALK.test(text)
