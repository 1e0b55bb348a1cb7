import { Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from './database.js'
import { migrate } from './migrations/migrate.js'
import { sqliteDialect } from './sqlite/dialect.js'
import { openConnection } from './sqlite/driver.js'
import { TenancyGuard } from './tenancy.js'

describe('tenancy guard', () => {
  let db: Kysely<Database>
  beforeEach(async () => {
    db = new Kysely<Database>({ dialect: sqliteDialect(openConnection(':memory:')) })
    await migrate(db)
  })
  afterEach(() => db.destroy())

  const ours = () => db.withPlugin(new TenancyGuard('inst_ours'))
  const system = () => db.withPlugin(new TenancyGuard(undefined))
  const refused = { code: 'internal', reason: 'tenancy_violation' }
  const pin = (instance_id: string) => ({
    instance_id,
    conversation_id: 'c',
    message_id: 'm',
    sequence: 1,
    created_at_ms: 1,
  })

  it('lets statements pass that are confined to the instance', async () => {
    await ours()
      .insertInto('pins')
      .values([pin('inst_ours')])
      .execute()
    const found = ours()
      .selectFrom('pins')
      .selectAll()
      .where('sequence', '>', 0)
      .where('instance_id', '=', 'inst_ours')
    await ours().deleteFrom('pins').where('instance_id', '=', 'inst_ours').where('sequence', '=', 7).execute()

    expect(await found.execute()).toHaveLength(1)
  })

  const PIN_COLUMNS = ['instance_id', 'conversation_id', 'message_id', 'sequence', 'created_at_ms'] as const
  const insertSelected = (instance: string) =>
    ours()
      .insertInto('pins')
      .columns(PIN_COLUMNS)
      .expression(
        ours().selectNoFrom((e) => [
          e.val(instance).as('instance_id'),
          e.val('c').as('conversation_id'),
          e.val('m').as('message_id'),
          e.val(1).as('sequence'),
          e.val(1).as('created_at_ms'),
        ]),
      )

  it('lets rows be inserted that a statement selects with one value for the instance', async () => {
    await insertSelected('inst_ours').execute()
    expect(
      await ours().selectFrom('pins').selectAll().where('instance_id', '=', 'inst_ours').execute(),
    ).toEqual([pin('inst_ours')])
  })

  it.each([
    ['an insert that selects another instance', () => insertSelected('inst_theirs').execute()],
    [
      'an insert whose rows say themselves whose they are',
      () =>
        ours()
          .insertInto('pins')
          .columns(PIN_COLUMNS)
          .expression(
            ours()
              .selectFrom(sql<ReturnType<typeof pin>>`json_each('[1]')`.as('given'))
              .select((e) => PIN_COLUMNS.map((column) => e.ref(`given.${column}`).as(column))),
          )
          .execute(),
    ],
    [
      'an insert that selects from another tenant table',
      () =>
        ours()
          .insertInto('pins')
          .columns(PIN_COLUMNS)
          .expression(
            ours()
              .selectFrom('messages')
              .where('instance_id', '=', 'inst_ours')
              .select((e) => [
                e.val('inst_ours').as('instance_id'),
                'conversation_id',
                'id as message_id',
                'sequence',
                'recorded_at_ms as created_at_ms',
              ]),
          )
          .execute(),
    ],
    ['a select without the condition', () => ours().selectFrom('pins').selectAll().execute()],
    [
      'a select of another instance',
      () => ours().selectFrom('pins').selectAll().where('instance_id', '=', 'inst_theirs').execute(),
    ],
    [
      'a condition that is only one of two alternatives',
      () =>
        ours()
          .selectFrom('pins')
          .selectAll()
          .where((e) => e.or([e('instance_id', '=', 'inst_ours'), e('sequence', '>', 0)]))
          .execute(),
    ],
    [
      'a condition that excludes it',
      () => ours().selectFrom('pins').selectAll().where('instance_id', '!=', 'inst_ours').execute(),
    ],
    ['an update without the condition', () => ours().updateTable('pins').set({ sequence: 2 }).execute()],
    ['a delete without the condition', () => ours().deleteFrom('pins').execute()],
    [
      'an insert for another instance',
      () =>
        ours()
          .insertInto('pins')
          .values([pin('inst_ours'), pin('inst_theirs')])
          .execute(),
    ],
    [
      'a second table in a nested select',
      () =>
        ours()
          .selectFrom('pins')
          .selectAll()
          .where('instance_id', '=', 'inst_ours')
          .where('message_id', 'in', (e) => e.selectFrom('messages').select('id'))
          .execute(),
    ],
    [
      'a join with another tenant table',
      () =>
        ours()
          .selectFrom('pins')
          .innerJoin('messages', 'messages.id', 'pins.message_id')
          .selectAll()
          .where('pins.instance_id', '=', 'inst_ours')
          .execute(),
    ],
    ['SQL text', () => sql`select * from pins`.execute(ours())],
    ["the process's own work on messages", () => system().selectFrom('messages').selectAll().execute()],
  ])('refuses %s', async (_, run) => {
    await expect((async () => run())()).rejects.toMatchObject(refused)
  })

  it("lets the process's own work reach the queue and what belongs to no tenant", async () => {
    expect(await system().selectFrom('runs').selectAll().execute()).toEqual([])
    expect(await system().selectFrom('instances').selectAll().execute()).toEqual([])
  })

  it('takes values for values, whatever they say', async () => {
    const found = ours()
      .selectFrom('pins')
      .selectAll()
      .where('instance_id', '=', 'inst_ours')
      .where('message_id', '=', "x' or instance_id = 'inst_theirs")
      .execute()

    expect(await found).toEqual([])
  })
})
