import type { ConversationHead } from '../store/contract.js'

/** A user as callers name them: user ids are only unique within a customer, where there are customers. */
export interface UserRef {
  readonly userId: string
  readonly customerId?: string | undefined
}

interface Owned {
  readonly customerId: string | null
}

/**
 * Of the rows of one user id, those that are surely one person's. Named without a customer, a user id that occurs
 * under several customers may be several people: then only what belongs to no customer is given.
 */
export function surelyOf<Row extends Owned>(user: UserRef, rows: readonly Row[]): readonly Row[] {
  if (user.customerId !== undefined) return rows
  const customers = new Set(rows.flatMap(({ customerId }) => customerId ?? []))
  return customers.size > 1 ? rows.filter(({ customerId }) => customerId === null) : rows
}

/** Whether a reader of a user's, a customer's or everyone's things may see this conversation. */
export function mayRead(
  reader: { readonly userId?: string | undefined; readonly customerId?: string | undefined },
  { userId, customerId }: Pick<ConversationHead, 'userId' | 'customerId'>,
): boolean {
  const isOwnUser = userId === null || userId === reader.userId
  const isOwnCustomer = customerId === null || customerId === reader.customerId
  // A user is identified by the pair only where the reader gave one.
  return isOwnUser && (isOwnCustomer || (userId !== null && reader.customerId === undefined))
}
