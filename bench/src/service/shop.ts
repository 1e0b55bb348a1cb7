import type { Random } from '../../../packages/engine/test/survival/random.js'
import { cents, digits, dollars, makePerson, type Person } from './people.js'
import type { Recorder } from './recorder.js'

const POLICY = `# Shop agent policy
You help customers of an online shop to cancel or modify pending orders, return or exchange delivered orders, and change their default address.
At the beginning of the conversation, you have to authenticate the customer by email, or by name and zip code, even when the customer already provides the user id.
You can only help one customer per conversation, and must deny any request about any other customer.
Before any action that updates the data, list the details of the action and obtain explicit confirmation (yes) to proceed.
Do not make up any information or give subjective recommendations.
Make one tool call at a time, and do not answer the customer while you make one.
An order can only be cancelled if its status is "pending", and the reason must be either "no longer needed" or "ordered by mistake".
A delivered order can be exchanged once, to items of the same product with other options, and the customer pays or receives the difference in price.
A refund goes to the original payment method or to an existing gift card; refunds to a gift card are immediate, all others take 5 to 7 business days.
Transfer to a human agent only if the request is outside of what you can do.`

const PRODUCTS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'Desk Lamp': {
    color: ['black', 'white', 'silver'],
    brightness: ['low', 'medium', 'high'],
    'power source': ['USB', 'battery', 'AC adapter'],
  },
  'Water Bottle': {
    capacity: ['500ml', '750ml', '1000ml'],
    material: ['glass', 'plastic', 'stainless steel'],
    color: ['blue', 'green', 'red'],
  },
  'Hiking Boots': {
    size: ['8', '9', '10'],
    material: ['leather', 'synthetic'],
    waterproof: ['yes', 'no'],
  },
  'Mechanical Keyboard': {
    'switch type': ['tactile', 'linear', 'clicky'],
    backlight: ['RGB', 'white', 'none'],
    size: ['full size', '80%', '60%'],
  },
  'Garden Hose': {
    length: ['25ft', '50ft', '100ft'],
    material: ['rubber', 'vinyl', 'latex'],
    color: ['green', 'black'],
  },
}

interface Variant {
  readonly item_id: string
  readonly options: Readonly<Record<string, string>>
  readonly available: boolean
  readonly price: number
}
interface Product {
  readonly name: string
  readonly product_id: string
  readonly variants: Record<string, Variant>
}
interface OrderItem {
  readonly name: string
  readonly product_id: string
  readonly item_id: string
  readonly price: number
  readonly options: Readonly<Record<string, string>>
}

function makeProduct(random: Random, name: string): Product {
  const kinds = PRODUCTS[name] ?? {}
  const variants: Record<string, Variant> = {}
  for (let at = 0; at < 8; at++) {
    const item_id = digits(random, 10)
    const options = Object.fromEntries(
      Object.entries(kinds).map(([key, values]) => [key, random.pick(values)]),
    )
    variants[item_id] = { item_id, options, available: random.whole(0, 3) > 0, price: cents(random, 20, 300) }
  }
  return { name, product_id: digits(random, 10), variants }
}

const itemOf = (product: Product, variant: Variant): OrderItem => ({
  name: product.name,
  product_id: product.product_id,
  item_id: variant.item_id,
  price: variant.price,
  options: variant.options,
})

function makeOrder(
  random: Random,
  person: Person,
  products: readonly Product[],
  status: string,
  paid: string,
) {
  const items = products.map((product) => itemOf(product, random.pick(Object.values(product.variants))))
  const total = items.reduce((sum, item) => sum + item.price, 0)
  return {
    order_id: `#W${digits(random, 7)}`,
    user_id: person.id,
    address: person.address,
    items,
    fulfillments:
      status === 'pending'
        ? []
        : [{ tracking_id: [digits(random, 12)], item_ids: items.map((item) => item.item_id) }],
    status,
    payment_history: [
      { transaction_type: 'payment', amount: Math.round(total * 100) / 100, payment_method_id: paid },
    ],
  }
}

type Order = ReturnType<typeof makeOrder>

const describe = (options: Readonly<Record<string, string>>): string =>
  Object.entries(options)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')

interface Scene {
  readonly to: Recorder
  readonly random: Random
  readonly person: Person
  readonly card: string
  readonly gift: string
}

/** A customer of a shop: looks things up, exchanges, cancels, changes an address, and is refused something. */
export function shopConversation(to: Recorder, random: Random): void {
  const person = makePerson(random)
  const scene = {
    to,
    random,
    person,
    card: `credit_card_${digits(random, 7)}`,
    gift: `gift_card_${digits(random, 7)}`,
  }
  const names = random.shuffle(Object.keys(PRODUCTS))
  const products = names.map((name) => makeProduct(random, name))
  const delivered = makeOrder(random, person, products.slice(0, 3), 'delivered', scene.card)
  const pending = makeOrder(random, person, products.slice(3, 5), 'pending', scene.gift)
  to.system(POLICY)
  to.user(
    random.pick([
      `Hi, I got my order the other day and the ${names[0]?.toLowerCase()} is not what I wanted. Can I swap it for another one?`,
      `Hello! I need to exchange a ${names[0]?.toLowerCase()} from a recent order, and there are a couple of other things too.`,
    ]),
  )
  authenticate(scene, [delivered, pending])
  exchange(scene, delivered, products[0] as Product)
  refuse(scene)
  changeAddress(scene, pending)
  cancel(scene, pending)
  to.user('That would be all. Thanks for your patience!')
  to.assistant('You are welcome! Have a great day.')
}

function authenticate({ to, random, person, card, gift }: Scene, orders: readonly Order[]): void {
  to.assistant(
    'I can help you with that. Could you please give me your email address, or your name and zip code, so that I can verify your identity?',
  )
  const said = to.user(
    random.pick([
      `Sure, it's ${person.first} ${person.last}, zip code ${person.zip}.`,
      `My name is ${person.first} ${person.last} and I live in ${person.zip}.`,
    ]),
  )
  to.slot('What is the name of the customer?', [`${person.first} ${person.last}`], [said])
  to.slot('What is the zip code of the customer?', [person.zip], [said])
  const found = to.call(
    'find_user_id_by_name_zip',
    { first_name: person.first, last_name: person.last, zip: person.zip },
    person.id,
  )
  to.slot('What is the user id of the customer?', [person.id], [found.result])
  const details = to.call(
    'get_user_details',
    { user_id: person.id },
    {
      name: { first_name: person.first, last_name: person.last },
      address: person.address,
      email: person.email,
      payment_methods: {
        [card]: { source: 'credit_card', brand: 'visa', last_four: digits(random, 4), id: card },
        [gift]: { source: 'gift_card', balance: random.whole(20, 90), id: gift },
      },
      orders: [...orders.map(({ order_id }) => order_id), `#W${digits(random, 7)}`, `#W${digits(random, 7)}`],
    },
  )
  to.slot('What is the email of the customer?', [person.email], [details.result])
  to.assistant(
    `Thank you, ${person.first}. I have found your account. Which order and which item is it about?`,
  )
}

function exchange({ to, random, person, card }: Scene, order: Order, product: Product): void {
  const item = order.items[0] as OrderItem
  const others = Object.values(product.variants).filter((variant) => variant.item_id !== item.item_id)
  const wanted = { ...(others[random.whole(0, others.length - 1)] as Variant), available: true }
  product.variants[wanted.item_id] = wanted
  const asked = to.user(
    `It is order ${order.order_id}. I'd like the ${product.name.toLowerCase()} with ${describe(wanted.options)} instead. If there is a difference, put it on my credit card.`,
  )
  to.slot(`Which order holds the ${product.name}?`, [order.order_id], [asked])
  to.statement(
    'fact',
    'What did the user ask for?',
    `${product.name.toLowerCase()} with ${describe(wanted.options)} instead`,
    [asked],
  )
  const looked = to.call('get_order_details', { order_id: order.order_id }, order)
  to.slot(
    `What is the item id of the ${product.name} in order ${order.order_id}?`,
    [item.item_id],
    [looked.result],
  )
  const listed = to.call('get_product_details', { product_id: product.product_id }, product)
  const difference = Math.round((wanted.price - item.price) * 100) / 100
  const told = `The ${product.name} with ${describe(wanted.options)} (item ${wanted.item_id}) is available for ${dollars(wanted.price)}, ${difference >= 0 ? 'so you would pay' : 'so you would get back'} ${dollars(Math.abs(difference))}.`
  const offer = to.assistant(
    `Here are the details of the exchange:\n\n- Order: ${order.order_id}\n- ${told}\n- Payment method: ${card}\n\nDo you confirm this exchange (yes/no)?`,
  )
  to.slot(
    `What is the price of the new ${product.name}?`,
    [dollars(wanted.price), String(wanted.price)],
    [offer, listed.result],
  )
  to.slot('What is the difference in price?', [dollars(Math.abs(difference))], [offer])
  const yes = to.user(random.pick(['Yes, please go ahead.', 'Yes, that works for me.', 'Yes.']))
  const args = {
    order_id: order.order_id,
    item_ids: [item.item_id],
    new_item_ids: [wanted.item_id],
    payment_method_id: card,
  }
  const done = to.call('exchange_delivered_order_items', args, {
    ...order,
    status: 'exchange requested',
    exchange_items: [item.item_id],
    exchange_new_items: [wanted.item_id],
    exchange_payment_method_id: card,
    exchange_price_difference: difference,
  })
  to.slot(
    'Which new item id was put into the exchange?',
    [wanted.item_id],
    [done.call, done.result],
    'decision',
  )
  to.slot('Which payment method was used for the exchange?', [card], [done.call, done.result], 'decision')
  const said = `Your exchange for order ${order.order_id} has been requested, and you will receive an email at ${person.email} on how to return the ${product.name}.`
  const end = to.assistant(`${said} Is there anything else I can help you with?`)
  to.statement('decision', 'What was done about the exchange?', said, [end])
  void yes
}

function refuse({ to, random }: Scene): void {
  const [asked, said, why] = random.pick([
    [
      'Also, my neighbour wants to know where her parcel is, her order is #W8812034. Can you look?',
      'I can only help with your own orders, so I cannot look up the order of your neighbour.',
      '',
    ],
    [
      'And could I get the refund paid out to my PayPal account instead?',
      'A refund can only go to the original payment method or to an existing gift card, so PayPal is not possible.',
      ' It would take 5 to 7 business days.',
    ],
    [
      'Can you give me a 10% discount because the box was dented?',
      'I am not able to offer a discount for a dented box, as this is outside of what I can do.',
      ' I am sorry about that.',
    ],
  ] as const)
  to.user(asked)
  const end = to.assistant(`I am sorry, but that is not possible. ${said}${why} Is there something else?`)
  to.statement('decision', 'What was refused, and why?', said, [end])
}

function changeAddress({ to, random, person }: Scene, order: Order): void {
  const address1 = `${random.whole(100, 990)} Orchard Road`
  const zip = digits(random, 5)
  const asked = to.user(
    `OK, then something different. I moved, so my pending order ${order.order_id} must go to ${address1}, Suite 12, Boise, ID, ${zip}.`,
  )
  to.slot(`To which address should order ${order.order_id} go?`, [address1], [asked])
  to.slot('What is the zip code of the new address?', [zip], [asked])
  const looked = to.call('get_order_details', { order_id: order.order_id }, order)
  to.slot(`What is the status of order ${order.order_id}?`, ['pending'], [looked.result, asked])
  to.assistant(
    `The order ${order.order_id} is still pending, so the address can be changed.\n\nNew address: ${address1}, Suite 12, Boise, ID ${zip}, USA\n\nShall I proceed (yes/no)?`,
  )
  to.user(random.pick(['yes', 'Yes, please.', 'Yes, do it']))
  const address = { address1, address2: 'Suite 12', city: 'Boise', state: 'ID', country: 'USA', zip }
  const done = to.call(
    'modify_pending_order_address',
    { order_id: order.order_id, ...address },
    { ...order, address },
  )
  const said = `The shipping address of order ${order.order_id} has been changed to ${address1}, Suite 12, Boise, ID ${zip}.`
  const end = to.assistant(said)
  to.statement('decision', 'What was done about the address?', said, [end, done.call])
  void person
}

function cancel({ to, random, gift }: Scene, order: Order): void {
  const item = order.items[1] as OrderItem
  to.user(`Hmm, thinking about it, what is in that order again? How much is the ${item.name.toLowerCase()}?`)
  const [first, second] = order.items as [OrderItem, OrderItem]
  const told = to.assistant(
    `Order ${order.order_id} has a ${first.name} (${describe(first.options)}) for ${dollars(first.price)} and a ${second.name} (${describe(second.options)}) for ${dollars(second.price)}.`,
  )
  to.slot(`What is the price of the ${second.name}?`, [dollars(second.price)], [told])
  const asked = to.user(
    'In that case I do not need it any more. Cancel the whole order please, and I want the money on my gift card.',
  )
  to.statement('fact', 'What did the user ask for?', 'Cancel the whole order, money on my gift card', [asked])
  const amount = order.payment_history[0]?.amount ?? 0
  to.assistant(
    `To confirm: I will cancel order ${order.order_id} for the reason "no longer needed", and ${dollars(amount)} will be refunded to your gift card ${gift}. Do you want to proceed (yes/no)?`,
  )
  to.user(random.pick(['Yes, cancel it.', 'yes please']))
  const done = to.call(
    'cancel_pending_order',
    { order_id: order.order_id, reason: 'no longer needed' },
    {
      ...order,
      status: 'cancelled',
      cancel_reason: 'no longer needed',
      payment_history: [
        ...order.payment_history,
        { transaction_type: 'refund', amount, payment_method_id: gift },
      ],
    },
  )
  const said = `Order ${order.order_id} has been cancelled, and ${dollars(amount)} has been refunded to your gift card.`
  const end = to.assistant(`${said} Is there anything else?`)
  to.statement('decision', 'What was done with the pending order?', said, [end])
  to.slot(
    'For which reason was the order cancelled?',
    ['no longer needed'],
    [done.call, done.result],
    'decision',
  )
  to.slot('How much was refunded?', [dollars(amount), String(amount)], [end, done.result], 'decision')
}
