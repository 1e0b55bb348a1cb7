import { list } from '../list.js'
import type { StatementCues } from '../types.js'

/**
 * English. What points, goes on or breaks off is told by grammar rather than by lists: see `items/reads-alone.ts`.
 * Formulas of talk after Coulmas 1981 and Schiffrin 1987; shows of attitude after Biber & Finegan 1989.
 */
export const englishStatements: StatementCues = {
  pointing: [],
  pointingAtNothing: [],
  goingOn: [],
  breakingOff: [],
  condition: list(`
    ^if, ^unless, ^when, ^whenever, ^while, ^maybe, ^perhaps, ^and if, ^but if, ^so if, if we, if i, if you, if they, should our
  `),
  opinion: list(`
    ^i think, ^i guess, ^i suppose, ^i believe, ^i feel, ^i hope, ^i bet, ^i mean, ^i wonder, ^i agree, ^i have to say, ^i must say
    ^i'm sure, ^i'm not sure, ^i'm afraid, ^hopefully, ^we hope, i wholeheartedly believe, ^i really think, ^i do think, ^i just think
    ^i don't think, ^i also think, ^i still think, ^i know, ^i understand, ^i'm clear, ^i'm absolutely clear, ^i am sure, ^i am clear
    ^i totally agree, ^i honestly, ^i'm determined, ^i'm excited, ^i'm so excited, ^i'm super excited, ^i'm proud, ^i'm so proud, ^i appreciate, ^we appreciate
    ^i congratulate, ^i'm trying to stay, ^seeing, ^we seem, ^it seems we, ^i don't know, ^i don't really know, ^we don't know, ^i heard there's, i would agree, i completely agree, i agree with, ^i'm pleased, ^i'm very pleased, ^we're pleased, ^we think, ^we believe, ^i find that
  `),
  phatic: list(`
    can't wait, cannot wait, looking forward, glad to, glad you, glad that, glad the, i'm glad, thanks, thank you, good luck, hope you
    proud of you, keep it up, keep up, keep going, let me know, lemme know, since we last, since last we, since we talked, long time no
    check this, check out this, check out my, check it out, check out the, have a look, take a look, look at this, here's a, here's my
    here's the, sorry, my bad, cheers for, cheers, congrats, congratulations, you're right, you are right, you know, as you know, you see
    i'll show, i'll keep, i'll let, let me show, let me tell, wanted to let, wanted to tell, wanted to share, just wanted to
    over the moon, same here, me too, no wonder, guess what, believe me, to be honest, i have to say, get back to you, your words
    i've said, i have said, i said, i mentioned, i talked about, i want to say, i wish to speak, i can assure, talk about, speak to
    i'd just say, i would say, as i say, i was going to suggest, i was gonna suggest, i suggest, i'd love to, i would love to
    anything else, give it a go, give it a try, i will hand over, i'll hand over, i'll come back, come back to, i'll take, i'll ask, i'll move on
    i'm just going to, i've just got, ^again, let's move on, check my, my question, got some questions, series of questions, a question, questions now, from me
    so many great things, my two cents
  `),
  preference: list(`
    a fan of, a huge fan of, a big fan of, big fan of, huge fan of, i'm passionate, i am passionate, been passionate, we're passionate, obsessed with, keen on, hooked on
    i've always loved, i've always liked, i've always enjoyed, i always loved, i really love, i really like, i really enjoy, i also love
    i also like, i also enjoy, i still love, i just love, i absolutely love, i do love, i do like, i do enjoy, i've been into
    my top pick, not a fan, i can't eat, i don't enjoy, i don't love, i never eat, i never drink, i avoid, i'd much rather, i mostly
    i'm allergic, i am allergic, i'm vegetarian, i am vegetarian, i'm vegan, i am vegan, i'm intolerant, i am intolerant, i don't eat, i don't drink
    i'm mostly into, i'm really into, i'm more into, i'm totally into, i'm big on, i've grown to love, we love, we enjoy, we like
    i loved, i enjoyed, my thing, is my passion, my passion is, my hobby is, is my hobby, i've enjoyed, means a lot to me, means so much to me
  `),
  decision: list(`
    is agreed, are agreed, is therefore agreed, not agreed, is approved, are approved, is adopted, is carried, are carried, is rejected
    was agreed, was approved, was rejected, was carried, is withdrawn, was withdrawn, i've decided, we've decided, i have decided
    we have decided, i decided, we decided, we've agreed, we have agreed, we're going with, we are going with, we go with, we're going for
    let's use, let's do, let's take, let's go with, we'll go with, i'll go with, we'll use, we will use, we chose, i chose, i choose, we'll go for, we will go for, we go for, i'm going with, i made up my mind, i've made up my mind
    we've settled, we settled, it's settled, we picked, i picked, i've picked, i signed up, i quit, i enrolled, i've enrolled, we've picked, we'll stick with, we stick with, let's stick with
    we're sticking with, let's keep, let's make it, let's go for, we're gonna go with, we're gonna go for, we're gonna use, we're going for, is decided
    that settles it, it was decided, we settle on
  `),
  assent: list(`
    ^that is perfect, ^that's perfect, ^confirmed, ^you got it, ^that sounds, ^that would be great, ^that would be perfect, ^that'd be great
    ^great, ^excellent, ^wonderful, ^that is fine, ^that's fine, ^that is good, ^that's good, ^that is great, ^that's great, ^that is right
    ^right, ^that works, ^that will work, ^that would work, ^it is correct, ^all correct, ^please do, ^go for it, ^good idea, ^i'm happy with
    ^it works, ^works, ^fine, ^all right, ^alright, ^please go ahead, ^that would be fine, ^thats, ^that is what, ^that's what, ^lets do
  `),
  reservation: list(`
    but, however, except, unless, not, don't, isn't, instead, doesn't, no, rather, actually, change, can't, won't, wait
  `),
  alternative: list(`or, either, which`),
  restating: list(`
    you want, you would like, you'd like, you wish, you asked for, you are booking, you're booking, you are reserving
    you're reserving, you're making, you are making, i'll, i will, i am booking, i'm booking, to confirm, confirming
    just checking, confirm, your confirmation, to make sure, ready to confirm, i should
  `),
  done: list(`
    i've booked, i have booked, i've reserved, i have reserved, i've sent, i have sent, i've created, i have created, i've added, i have added
    i've updated, i have updated, i've changed, i have changed, i've cancelled, i have cancelled, i've canceled, i have canceled, i've moved
    i have moved, i've removed, i have removed, i've deleted, i have deleted, i've scheduled, i have scheduled, i've ordered, i have ordered
    i've transferred, i have transferred, i've paid, i have paid, i've fixed, i have fixed, i've written, i have written, i've set up
    i have set up, i've placed, i have placed, i've submitted, i have submitted, i've refunded, i have refunded, i've registered, i've renamed
    i have renamed, i've purchased, i have purchased, i've bought, i have bought, i've scheduled, i've made the, i have made the, i've made your
    is booked, is reserved, are booked, are reserved, is confirmed, are confirmed, has been booked, has been reserved, has been sent
    has been created, has been added, has been updated, has been changed, has been cancelled, has been canceled, has been moved
    has been removed, has been deleted, has been scheduled, has been ordered, has been transferred, has been paid, has been confirmed
    has been fixed, has been submitted, has been refunded, has been made, have been booked, have been made, have been updated
    have been sent, went through, all set, ^done, ^booked, ^reserved, ^ordered, ^scheduled, ^cancelled, ^canceled, is transferred, is scheduled
    is ordered, is cancelled, is canceled, are signed up, is signed up, are registered, is registered, have issued, i've issued, i've told, i have told, i've signed, i have signed, i've put, i have put
    i added, i created, i fixed, i removed, i renamed, i implemented, i've implemented
  `),
  replacing: list(`
    now, new, no longer, not anymore, any longer, anymore, instead, as of, from now on, these days, after all, in the end, on reflection, meanwhile
    shortened, lengthened, trimmed, reassigned, migrated, renewed, lately, nowadays, has become, put me on, started taking, dropped to, dropped the
    raised, raised to, upped, bumped, lowered, reduced, increased, cut, moved, shifted, pushed, postponed, postponing, delayed, rescheduled, rebooked
    swapped, traded, replaced, replaces, extended, extension, brought forward, bringing forward, took over, takes over, taking over, taken over
    changed, changes, switched, switching, upgraded, downgraded, slipped, fell through, has left, have left, can't make, cannot make, is taken
    gone up, went up, goes up, going up, gone down, went down, goes down, is up to, is down to, i'm down to, i'm up to, has grown, has shrunk, turned
    set the, make the, let's use, make that, transferred, renamed, relocated, corrected, updated, earlier than, later than
  `),
  another: list(`
    any other, any others, any more, anything else, something else, someone else, anyone else, somewhere else, what else, who else
    another, other, others, different, instead, rather, actually, how about, what about, what if we, not my favorite, not my favourite, maybe
    make it, change it, change that, a mistake
  `),
}
