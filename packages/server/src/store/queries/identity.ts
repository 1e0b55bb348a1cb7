import type { Selectable } from 'kysely'
import type { Clock } from '../../clock.js'
import { AppError } from '../../errors.js'
import type { Access } from '../access.js'
import type {
  ApiKey,
  ApiKeyStore,
  AutomaticRuns,
  Instance,
  InstanceStore,
  SettingStore,
} from '../contract.js'
import type { ApiKeyRow, InstanceRow } from '../database.js'

/** The JSON of automatic-run settings, which only `automaticToText` writes. */
export function automaticFromText(text: string): AutomaticRuns {
  return JSON.parse(text) as AutomaticRuns
}

export function automaticToText(automatic: AutomaticRuns): string {
  return JSON.stringify(automatic)
}

function toInstance(row: Selectable<InstanceRow>): Instance {
  return {
    id: row.id,
    clientId: row.client_id,
    name: row.name,
    createdAtMs: row.created_at_ms,
    automatic: automaticFromText(row.automatic),
    maxAgeDays: row.max_age_days,
  }
}

export function createInstanceStore(access: Access, clock: Clock): InstanceStore {
  return {
    async create({ id, clientId, name, automatic = {} }) {
      const row: InstanceRow = {
        id,
        client_id: clientId,
        name,
        automatic: automaticToText(automatic),
        created_at_ms: clock.now(),
        max_age_days: null,
      }
      const inserted = await access.writeSystem((db) =>
        db
          .insertInto('instances')
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst(),
      )
      if (inserted.numInsertedOrUpdatedRows !== 1n)
        throw new AppError(
          'already_exists',
          `there is already an instance named ${name}; choose another name`,
          {
            reason: 'instance_exists',
          },
        )
      return toInstance(row)
    },
    async findById(id) {
      const row = await access.readSystem((db) =>
        db.selectFrom('instances').selectAll().where('id', '=', id).executeTakeFirst(),
      )
      return row && toInstance(row)
    },
    async findByName(name) {
      const row = await access.readSystem((db) =>
        db.selectFrom('instances').selectAll().where('name', '=', name).executeTakeFirst(),
      )
      return row && toInstance(row)
    },
    async list() {
      const rows = await access.readSystem((db) =>
        db.selectFrom('instances').selectAll().orderBy('created_at_ms').orderBy('id').execute(),
      )
      return rows.map(toInstance)
    },
    async setAutomatic(id, automatic) {
      await access.writeSystem((db) =>
        db
          .updateTable('instances')
          .set({ automatic: automaticToText(automatic) })
          .where('id', '=', id)
          .execute(),
      )
    },
    async setMaxAge(id, days) {
      await access.writeSystem((db) =>
        db.updateTable('instances').set({ max_age_days: days }).where('id', '=', id).execute(),
      )
    },
  }
}

function toApiKey(row: Selectable<ApiKeyRow>): ApiKey {
  return {
    id: row.id,
    instanceId: row.instance_id,
    label: row.label,
    hint: row.hint,
    createdAtMs: row.created_at_ms,
    revokedAtMs: row.revoked_at_ms,
  }
}

export function createApiKeyStore(access: Access, clock: Clock): ApiKeyStore {
  return {
    async create({ id, instanceId, keyHash, label, hint }) {
      const row: ApiKeyRow = {
        id,
        instance_id: instanceId,
        key_hash: keyHash,
        label,
        hint,
        created_at_ms: clock.now(),
        revoked_at_ms: null,
      }
      const inserted = await access.writeSystem((db) =>
        db
          .insertInto('api_keys')
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst(),
      )
      if (inserted.numInsertedOrUpdatedRows !== 1n)
        throw new AppError('already_exists', 'this key is already registered; issue another one', {
          reason: 'key_exists',
        })
      return toApiKey(row)
    },
    async findByHash(keyHash) {
      const row = await access.readSystem((db) =>
        db
          .selectFrom('api_keys')
          .innerJoin('instances', 'instances.id', 'api_keys.instance_id')
          .selectAll('api_keys')
          .select('instances.client_id as client_id')
          .where('key_hash', '=', keyHash)
          .where('revoked_at_ms', 'is', null)
          .executeTakeFirst(),
      )
      return row && { ...toApiKey(row), clientId: row.client_id }
    },
    async list(instanceId) {
      const rows = await access.readSystem((db) =>
        db
          .selectFrom('api_keys')
          .selectAll()
          .$if(instanceId !== undefined, (query) => query.where('instance_id', '=', instanceId ?? ''))
          .orderBy('created_at_ms')
          .orderBy('id')
          .execute(),
      )
      return rows.map(toApiKey)
    },
    async revoke(id) {
      const updated = await access.writeSystem((db) =>
        db
          .updateTable('api_keys')
          .set({ revoked_at_ms: clock.now() })
          .where('id', '=', id)
          .where('revoked_at_ms', 'is', null)
          .executeTakeFirst(),
      )
      return updated.numUpdatedRows === 1n
    },
  }
}

export function createSettingStore(access: Access): SettingStore {
  return {
    getOrCreate: (name, value) =>
      access.writeSystem(async (db) => {
        await db
          .insertInto('settings')
          .values({ name, value })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
        const row = await db
          .selectFrom('settings')
          .select('value')
          .where('name', '=', name)
          .executeTakeFirstOrThrow()
        return row.value
      }),
  }
}
