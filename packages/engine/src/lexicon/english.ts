import { englishStatements } from './statements/english.js'
import type { Lexicon } from './types.js'

/**
 * English. Function words and stop words follow the closed classes of any English grammar (Quirk et al. 1985, ch. 2);
 * discourse markers after Schiffrin 1987; hesitations and repairs after Shriberg 1994; directive and modal cues after
 * Palmer 2001. Which deletions are safe was measured: see design/shortening.md.
 */
const list = (words: string): readonly string[] => words.trim().split(/\s*[,\n]\s*/)

export const english: Lexicon = {
  language: 'en',
  stopwords: list(`
    a, an, the, this, that, these, those, there, here, it, its, it's, he, him, his, she, her, hers, they, them, their, theirs
    we, us, our, ours, you, your, yours, i, me, my, mine, myself, yourself, himself, herself, itself, themselves, ourselves
    is, are, was, were, be, been, being, am, do, does, did, doing, done, have, has, had, having, will, would, shall, should
    can, could, may, might, must, ought, and, or, but, if, then, than, so, because, as, of, at, by, for, with, about, into
    onto, to, from, in, on, out, up, down, off, over, under, again, once, upon, per, via, what, which, who, whom, whose
    when, where, why, how, all, any, both, each, few, more, most, other, some, such, only, own, same, too, very, just, also
    even, still, yet, ever, quite, rather, i'm, i'd, i'll, i've, you're, you've, you'll, we're, we've, we'll, they're
    they've, he's, she's, that's, what's, let's, there's, who's, here's, yeah, yep, yes, ok, okay, oh, uh, um, hmm, mm, mhm
    ah, aw, wow, hey, hi, hello, bye, thanks, thank, please, well, like, kind, sort, really, actually, basically, literally
    totally, definitely, maybe, perhaps, anyway, gonna, wanna, gotta, lot, lots, bit, thing, things, stuff, something
    anything, everything, get, got, gets, getting, let, know, mean, sure, right, good, great, nice, cool, awesome, amazing
    glad, happy, look, looks, looking, seem, seems, go, goes, going, come, comes, coming, say, says, said, saying, tell
    think, thinks, thinking, feel, feels, see, sees, seeing, want, wants, make, makes, making, take, takes, taking, give
    gives, try, trying, way, one, ones, s, t, d, m, re, ve, ll, o, y
  `),
  firstPerson: list(
    `i, i'm, i've, i'd, i'll, my, me, mine, myself, we, we're, we've, we'd, we'll, our, us, ours, im, ive`,
  ),
  secondPerson: list(`you, your, yours, you're, you've, you'd, you'll`),
  abbreviations: list(
    `mr, mrs, ms, dr, prof, st, hon, vs, etc, e.g, i.e, eg, ie, no, fig, inc, ltd, jr, sr, approx, dept, est, vol, gen, rep, sen`,
  ),
  clauseOpeners: list(`and, but, so, because, although, though, whereas, while, since, except, then`),
  cues: {
    question: list(`
      ^what, ^when, ^where, ^who, ^whose, ^which, ^why, ^how, ^is it, ^is there, ^is that, ^are you, ^are there, ^are they
      ^do you, ^does it, ^does that, ^did you, ^did they, ^have you, ^has it, ^had you, ^were you, ^was it, ^would you say
      ^any chance, ^any idea, ^isn't it, ^aren't you, ^don't you, ^didn't you
    `),
    request: list(`
      please, can you, could you, would you mind, can i, could i, may i, i need, i want, i'd like, i would like, we need
      help me, find me, show me, tell me, give me, book, make sure, i'm looking for, i am looking for, looking for, let me know
      send me, remind me
    `),
    proposal: list(`
      shall we, should we, how about, what about, let's, why don't we, why don't you, we could, we should, i suggest
      i propose, my suggestion, i recommend, i would recommend, perhaps we, maybe we should, maybe we could, do you want to
      would you like, please confirm, confirm, is that correct, is this correct
    `),
    acceptance: list(`
      ^yes, ^yeah, ^yep, ^yup, ^sure, ^ok, ^okay, ^sounds good, ^sounds great, ^that works, ^works for me, ^agreed
      ^i agree, ^perfect, ^go ahead, ^do it, ^correct, ^exactly, ^deal, ^absolutely, ^of course, ^that is correct
      ^that's correct, ^that's right, ^fine by me, ^let's do it, ^let's do that, ^let's go with
    `),
    refusal: list(`
      ^no, ^nope, ^nah, ^not really, ^i don't want, ^i'd rather not, ^no thanks, ^no thank you, ^i disagree, ^don't
      ^i can't, ^i cannot, ^i won't
    `),
    commitment: list(`
      i will, i'll, we will, we'll, i'm going to, i am going to, i promise, i plan to, we're going to, we are going to
      let me, i can do, i shall
    `),
    correction: list(`
      actually, instead, i meant, correction, sorry i meant, on second thought, scratch that, change that, change the, change it
      change my, not anymore, no longer, rather than, make it, make that, switch to, forget what i said, i changed my mind
      changed my mind, wait no, turns out, update that, update the, change of plan, change of plans, we moved the, was moved to
      has moved to, been moved to, moved to, we changed, they changed, they have changed, has changed to, switched, we switched
      postponed to, rescheduled to, pushed back to, brought forward to, got pushed to, got moved to, slipped to, went up to, went down to
      moved on to, oh wait, not what i said, ^update, ^change, ^correction, ^new, after all
    `),
    filler: list(`
      confirm the following details$, confirm the following$, confirm these details$, confirm the details$, confirm these$
      confirm the following information$, confirm this$, confirm that$
      ^thanks$, ^thank you$, ^bye$, ^goodbye$, ^hello$, ^hi$, ^hey$, ^ok$, ^okay$, ^yeah$, ^right$, ^sure$, ^great$, ^cool$
      ^nice$, ^wow$, ^awesome$, ^perfect$, ^exactly$, ^mm hmm$, ^uh huh$, ^hmm$, ^no problem$, ^you're welcome$
      you are welcome, have a good day, have a great day, have a nice day, anything else, something else, take care
      talk to you later, talk soon, see you, good luck, ^sounds good$, ^no worries$, what's up, how are you, how's it going
      good to see you, great to see you, nice to see you, good to hear from you, great to hear, glad to hear, glad to help
      happy to help, ^i see$, ^got it$, ^good morning$, ^good evening$, ^good afternoon$, congrats, congratulations
    `),
    strongRule: list(`
      from now on, under no circumstances, at all times, in every reply, in all replies, in each reply, in every response
      hard rule, hard constraint, hard requirement, non-negotiable, ^rule, ^constraint, ^important rule, ^rules, ^constraints
      without exception, no exceptions, never ever, is forbidden, is prohibited, is not allowed, are not allowed
      strictly forbidden, keep in mind that you must, for every answer, in every answer, for the rest of this conversation
      in this project always, in this project never, as a rule
    `),
    rule: list(`
      always, never, must, must not, mustn't, do not, don't, only use, use only, make sure, ensure, avoid, at most, at least
      no more than, no less than, not exceed, required, mandatory, has to be, have to be, not allowed, stick to, limit
      refrain from, under no, keep it, cannot be, shall not, should never, should always, should not, shouldn't
    `),
    preference: list(`
      i prefer, i'd prefer, i would prefer, i'd rather, i like, i love, i enjoy, i hate, i dislike, i don't like, i can't stand
      my favorite, my favourite, favorite, favourite, i'm a fan of, i'm into, i'm not into, i'm allergic, allergic to
      i always use, i usually, i'm vegetarian, i'm vegan, i don't eat, i don't drink, i'm fond of, i am into, i adore
      prefers, we prefer, i tend to, i'd love, i would love, i never liked, my go-to, suits me, works best for me
      i would rather, we'd rather, we would rather, ^preference, i don't want any, i don't want anything, i don't want it back, i never want
      i only eat, i only drink, i only take, i only wear, we only eat, i can't eat, i can't drink, i can't digest, we can't eat
      can't digest, gives me a rash, gives me a headache, gives me headaches, doesn't eat, doesn't drink, can't eat, can't drink, won't touch
    `),
    decision: list(`
      decided, decide to, we agreed, i agreed, agreed to, agreed on, let's go with, we'll go with, i'll go with, going with
      settled on, final decision, it's decided, i choose, i chose, we chose, i've chosen, we've chosen, opted for, opted to
      go ahead with, approved, confirmed, is confirmed, has been booked, is booked, reserved, signed up, we will use
      we'll use, i'll take, book it, has been made, finalized, finalised, reservation is, went with, motion carried
    `),
    emotion: list(`
      i'm excited, i'm so excited, i'm sad, i'm worried, i'm scared, i'm nervous, i'm anxious, i'm stressed, i'm frustrated
      i'm proud, i'm thrilled, i'm upset, i'm angry, i'm grateful, i'm thankful, i'm happy, i feel, i felt, i'm feeling
      i was devastated, i was thrilled, i was nervous, i was scared, i miss, makes me happy, makes me sad, made me feel
      i'm afraid, i'm relieved, i'm disappointed, overwhelmed, heartbroken, lonely
    `),
    completion: list(`
      is done, it's done, all done, is finished, finished, completed, is complete, fixed, is fixed, resolved, is resolved
      works now, is working now, successfully, all tests pass, tests pass, merged, deployed, shipped, submitted, solved
      has been booked, was successful
    `),
    problem: list(`
      error, errors, fails, failed, failing, failure, exception, traceback, bug, broken, doesn't work, does not work
      not working, crash, crashes, crashed, issue is, the issue, the problem, problem is, stuck, blocked, can't figure
      unable to, cannot find, not found, denied, timed out, timeout, wrong, incorrect
    `),
    plan: list(`
      plan to, planning to, planning on, going to, next step, next steps, todo, to do list, will, i'll, we'll, intend to
      hope to, hoping to, aim to, my goal, our goal, goal is, upcoming, scheduled, next week, next month, next year, tomorrow
    `),
    hypothetical: list(
      `if i were, if you were, what if, imagine, suppose, let's say, hypothetically, for example, for instance`,
    ),
    quoted: list(
      `he said, she said, they said, they told me, he told me, she told me, someone said, the sign says`,
    ),
    date: list(`
      today, tomorrow, yesterday, tonight, last night, last week, last month, last year, last weekend, next week, next month
      next year, next weekend, this week, this month, this weekend, this year, ago, monday, tuesday, wednesday, thursday
      friday, saturday, sunday, january, february, march, april, june, july, august, september, october, november, december
      jan, feb, mar, apr, jun, jul, aug, sep, sept, oct, nov, dec, weekend
    `),
  },
  wordingCues: {
    past: list(
      `was, were, did, had, went, got, took, made, saw, met, bought, found, came, began, said, told, thought, gave, won, lost, left, wrote, became, kept`,
    ),
    future: list(
      `will, going to, gonna, plan to, planning to, i'll, we'll, they'll, he'll, she'll, it'll, you'll, hope to, hoping to`,
    ),
    obligation: list(
      `should, must, need to, needs to, have to, has to, let's, ought, got to, gotta, supposed to`,
    ),
    possibility: list(`could, would, might, may, can, i'd, we'd`),
    negation: list(`
      not, no, never, none, cannot, without, don't, doesn't, didn't, can't, couldn't, won't, wouldn't, isn't, aren't, wasn't
      weren't, haven't, hasn't, hadn't, shouldn't, nothing, nobody, nor, neither
    `),
    reason: list(`because, so that, since, therefore, due to, reason, in order, thus, hence, as a result`),
    liking: list(`
      like, likes, liked, love, loves, loved, prefer, prefers, enjoy, enjoys, enjoyed, favorite, favourite, hate, hates
      interested, rather, want, wants, wanted, keen
    `),
    opinion: list(
      `think, thinks, thought, guess, suppose, believe, feel, felt, opinion, seem, seems, consider`,
    ),
    confirming: list(
      `confirm, please confirm, is that correct, is this correct, is that right, is this right, confirming`,
    ),
    courtesy: list(`
      thanks, thank you, congrats, congratulations, bye, hello, hi, hey, good luck, take care, welcome, awesome, wow, great job
      glad, cool
    `),
    time: list(`
      yesterday, today, tomorrow, tonight, last, next, ago, week, weeks, month, months, year, years, morning, evening
      afternoon, monday, tuesday, wednesday, thursday, friday, saturday, sunday, january, february, march, april, june, july
      august, september, october, november, december, day, days, am, pm
    `),
    money: list(`dollars, bucks, euros, percent, price, cost, costs, pounds, fee, budget`),
    pointing: list(`it, this, that, they, them, there, these, those, it's, that's`),
    continuing: list(`^and, ^but, ^so, ^or, ^because, ^also, ^then, ^plus`),
    hesitation: list(`uh, um, hmm, mm, er, you know, i mean, sort of, kind of`),
    praise: list(`
      great, awesome, amazing, good, nice, fun, cool, lovely, wonderful, fantastic, beautiful, incredible, inspiring, important
      special, tough
    `),
    thirdPerson: list(`he, she, they, his, her, their, he's, she's, they're, him`),
    numberWord: list(`
      one, two, three, four, five, six, seven, eight, nine, ten, dozen, hundred, thousand, million, first, second, third, few
      several, couple, twice, half
    `),
    being: list(`is, are, was, were, be, been, it's, that's, he's, she's, they're, we're, you're, i'm, am`),
    having: list(`have, has, had, i've, we've, they've, you've`),
    asking: list(`^what, ^who, ^where, ^when, ^why, ^how, ^which`),
    procedure: list(`
      move on, moving on, move to, moving to, go on to, going on to, go back to, come back to, now turning to, next item, first item, last item, final item
      apologies for, apologies from, substituting for, paper to note, papers to note, take a vote, taking a vote, show of hands, declarations of interest, declaration of interest
      agenda, minutes of, simultaneous translation, standing orders, standing order, joining us, dispose of, adjourn, adjourned, quorum, the floor, off the record, on the record
      questions from, question from, my question, next question, last question, first question, final question, i move, i'll move, in the name of, lead amendment, next thing, first of all
      hand over to, over to you, bring in, wish to speak, any objections, does any member object
    `),
  },
  pastEndings: ['ed'],
  shortening: {
    fillers: list(`
      um, uh, uhm, erm, er, eh, hmm, mm, mmm, hm, huh, ah, you know, i mean, sort of, kind of, or something, or whatever
      or anything, and stuff, and so on, and so forth, as well, of course, by the way, to be honest, at the end of the day
      if you will, so to speak, i guess, i suppose, i must say, let's see, you see, for sure, haha, lol, hehe, hah, ha
      or something like that, things like that, stuff like that, and everything, at all, to be fair
    `),
    openers: list(`
      well, so, oh, yeah, yes, yep, yup, ok, okay, right, now, anyway, anyways, alright, and, but, wow, hey, hi, hello, also
      sure, cool, great, nice, awesome, thanks, thank you, gosh, man, aw, woah, whoa, no worries, and then, so then, then
      and so, but yeah, so yeah, and yeah, i see, you're right, absolutely, definitely, totally, exactly, amazing, sounds good
      sounds great, that's great, that's awesome, that's cool, that's nice, that's amazing, perfect, good, woohoo, yay
      congrats, congratulations, glad to hear it, no problem, got it, of course, mhm, first of all, in fact, basically, plus, btw
      actually, honestly, for me, let's see, changed, updated, corrected, noted, understood
    `),
    intensifiers: list(`
      really, very, actually, basically, literally, honestly, totally, absolutely, definitely, just, quite, simply, truly
      super, extremely, incredibly, pretty much, certainly, obviously, clearly, seriously, completely, utterly, so very
      especially, particularly, pretty, highly, essentially, generally speaking, surely
    `),
    smallWords: list(`so, some, also, too`),
    articles: list(`a, an, the`),
    keepArticleBefore: list(
      `few, little, lot, bit, couple, while, number, dozen, hundred, thousand, million, one, other, same, way, row, hurry, sense`,
    ),
    attitudes: list(`
      i think that, i think, i really think that, i really think, i do think, i just think, i guess that, i guess, i believe that, i believe, i feel like, i suppose, i'd say, i would say
      i must admit, i have to say, i have to admit, it seems that, it seems like, it looks like, as you know, i'm sure
      i was thinking, it appears that, you know what, don't get me wrong, needless to say, guess what, i find that
    `),
    emptySubjects: list(
      `it's, it is, it was, there is, there's, there are, there was, there were, that's, this is, here's, here is`,
    ),
    politeness: list(`
      please, thank you, thanks, thank you so much, thanks so much, thanks a lot, if you don't mind, would you mind, kindly
      if possible, sorry, excuse me
    `),
    requests: list(`
      i'd like to, i would like to, i'd love to, i would love to, i'd like you to, i would like you to, i'd like, i would like
      i want you to, i need you to, i'm looking for, i am looking for, i'm looking to, i am looking to, looking for
      i was wondering if you could, i was wondering if you can, i was wondering whether you could, i was hoping to
      i was hoping you could, is it possible to, would it be possible to, it would be great if you could, help me to
      i'd appreciate it if you could, i would appreciate it if you could
      is there any, is there a, is there an, is there one, are there any, are there some, do you have any, do you have a, do you know any
      do you know of any, do you know a, how about, what about, find me, search for, look for, look up, show me, get me, looking for
      trying to find, i'm trying to find, i am trying to find, i'm interested in, i am interested in, i'd be interested in
    `),
    requestsBeforeVerb: list(`
      can you, could you, would you, will you, can you please, could you please, would you please, can you help me
      could you help me, please help me, help me, do you think you can, do you think you could, are you able to
      would you be able to, can you go ahead and, could you go ahead and, go ahead and, i want to, i need to, i would need to, i'd need to
      i wish to, i will need to, i'll need to, i'm going to need to
    `),
    requestVerbs: list(`
      find, search, look, show, tell, give, get, make, book, reserve, schedule, arrange, order, buy, send, transfer, play, check
      check, change, cancel, update, add, remove, set, confirm, recommend, suggest, explain, describe, list, write, draft
      rewrite, summarize, summarise, translate, compare, calculate, convert, create, generate, provide, share, fix, review, plan
      help, do, put, move, open, run, try, put, include, use, keep, remind, let, walk, figure, choose, pick, identify
    `),
    offers: list(`
      i found, i've found, i have found, i was able to find, i can see that, i see that, how about, what about, i did find
      i managed to find, i got, i have, i've got, i have got, would you like me to, would you like to, would you like, do you want me to
      do you want to, do you want, shall i, should i, you should check out, check out, you might like, i would recommend, i'd recommend
      i recommend, i would suggest, i'd suggest, i suggest, i can suggest, may i suggest, might i suggest, can i suggest
      would you consider, how would you consider, would you be interested in, are you interested in, how would you like to, how would you like

    `),
    confirmationOpenings: list(`
      to confirm, just to confirm, so to confirm, let me confirm, let me just confirm, i want to confirm, i would like to confirm, i'd like to confirm
      i need to confirm, i just need to confirm, i just want to confirm, please confirm, could you confirm, can you confirm
      can you please confirm, could you please confirm, please can you confirm, please can you confirm me, can you confirm me
      please confirm me, please confirm with me, will you confirm, would you confirm, would you please confirm, please just confirm
      i need you to confirm, ready to confirm, are you ready to confirm, i am confirming, i'm confirming, confirming, confirm
      i need your confirmation, need your confirmation
    `),
    confirmationObjects: list(`
      the following, these, the, details, information, the following details, the following information, these details
      the details, that, if, to, you want me to, you want to, you want, you would like me to, you would like to, you would like
      you'd like me to, you'd like to, you'd like, you wish to, you wish, you are wanting to, your, me, with me, you need
      you wish me to, you're asking to, you are asking to, a, an
    `),
    confirmationWords: list(`confirm, confirming, confirmation`),
    speakerSubjects: list(`i, i'm, i've`),
    complementVerbs: list(`
      think, thinks, thought, say, says, said, know, knows, knew, believe, believes, believed, hope, hopes, hoped, guess, feel
      felt, realize, realized, realise, realised, mean, means, suggest, suggests, suggested, agree, agreed, mention, mentioned
      confirm, confirmed, told, find, found, see, saw, noticed, notice, learned, heard, so, glad, sure, happy, proud, show
      shows, showed, indicates, assume, assumed, decided, understand
    `),
    complementisers: list(`that`),
  },
  statements: englishStatements,
  wording: {
    months: list(
      `January, February, March, April, May, June, July, August, September, October, November, December`,
    ),
    date: '{day} {month} {year}',
    rules: 'Rules',
    pinned: 'Pinned',
    state: 'Now',
    decisions: 'Decisions',
    preferences: 'Preferences',
    openIssues: 'Open',
    nextSteps: 'Next',
    history: 'History',
    itemMarks: {
      fact: 'note',
      decision: 'agreed',
      preference: 'preference',
      task: 'wants',
      emotion: 'feels',
      constraint: 'rule',
    },
    lastRequest: 'last request',
    user: 'User',
    assistant: 'Assistant',
    system: 'System',
    tool: 'Tool',
    onDate: 'On {date}:',
    said: '{name} said: {text}',
    status: { in_progress: 'in progress', completed: 'completed', blocked: 'blocked', waiting: 'waiting' },
    requestStatus: { open: 'open', answered: 'answered' },
  },
}
