const words = (list: string): readonly string[] => list.trim().split(/\s*[,\n]\s*/)

export const PEOPLE = words(`
  Anouk, Bertil, Ciara, Dagmar, Edvin, Fenna, Goran, Hedda, Ivo, Jolanda, Kaspar, Lioba, Mirko, Noor, Oskar, Petra, Quirin, Runa
  Stellan, Tabea, Ulrik, Vesna, Wim, Xenia, Yannick, Zora
`)
export const PLACES = words(`
  Aalborg, Bamberg, Chioggia, Delft, Evora, Falun, Ghent, Haugesund, Innsbruck, Jena, Kotor, Lugo, Maribor, Nantes, Odense, Piran
  Rijeka, Segovia, Tartu, Utrecht, Vaasa, Zadar
`)
export const PRODUCTS = words(`
  kayak trailer, seed catalogue, tram timetable, greenhouse kit, bicycle map, choir recording, ceramic stove, window display, archive scanner
  field recorder, market stall, rain barrel, puppet theatre, letterpress, weather mast, hiking shelter, cargo bike, honey label
`)
export const TOOLS = words(
  'Plumtree, Korvex, Sheetloom, Dashfern, Quillbase, Norrspace, Tidebox, Marlin, Opalcart, Wickerdesk',
)
export const TEAMS = words(
  'the finance group, the outside agency, the interns, the press, the landlord, our suppliers, the other branch, the board',
)
export const SECRETS = words(
  'the salary table, the test results, the floor plan, the customer list, the draft contract, the access codes, the price sheet',
)
export const LANGUAGES = words('Danish, Basque, Slovene, Estonian, Welsh, Maltese, Icelandic, Latvian')
export const WEEKDAYS = words('Monday, Tuesday, Wednesday, Thursday, Friday, Saturday')
export const MONTHS = words(
  'January, February, March, April, May, June, July, August, September, October, November, December',
)
export const FOODS = words(
  'fennel, liver, oysters, blue cheese, coriander, aubergine, marzipan, goat milk, anchovies, beetroot',
)
export const LIKES = words(
  'the window seat, early trains, quiet hotels, paper tickets, oat milk, phone calls before noon, corner tables, night buses, green tea',
)

/** For the talk that means nothing later. */
export const FILLER = {
  adjectives: words(`
    crooked, sunlit, borrowed, noisy, faded, patient, cheerful, dusty, narrow, forgotten, striped, wobbly, gentle, hollow, painted, muddy
    silent, tangled, velvet, wandering, brittle, copper, drowsy, frosty, lopsided, mossy, polished, ragged, salty, tame
  `),
  nouns: words(`
    accordion, bakery, canal, dovecote, engine shed, ferry, garden gate, hat shop, ice rink, jetty, kiosk, lantern, mill wheel, notebook
    orchard, paper boat, quarry, reading room, sailing club, tower clock, umbrella stand, vineyard, water mill, yarn basket, ziggurat
    bandstand, chess table, drawbridge, echo, fountain, gravel path, hedge, inkwell, jukebox, kite, lighthouse
  `),
  verbs: words(`
    reminds me of, stands right behind, was copied from, never gets along with, looks better than, leans against, was named after
    sounds just like, sits across from, was built around, hides, borrows its charm from, outlived, quietly replaced, smells like
  `),
  places: words(`
    the old harbour, my grandmother's street, the edge of the park, that valley, the third floor, the covered market, the island
    the school yard, the railway museum, the upper town, the reading circle, the south pier, the tram depot, the weekend fair
  `),
  moods: words(
    'funny, oddly calming, a bit sad, rather grand, hard to explain, worth a detour, nothing special, quite a sight, a long story',
  ),
  asides: words(
    'by the way, as it happens, to be fair, in a way, come to think of it, for what it is worth, on a good day, these days',
  ),
}
