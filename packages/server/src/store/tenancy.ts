import {
  AliasNode,
  AndNode,
  BinaryOperationNode,
  ColumnNode,
  type KyselyPlugin,
  type OperationNode,
  OperatorNode,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  PrimitiveValueListNode,
  type QueryResult,
  RawNode,
  ReferenceNode,
  type RootOperationNode,
  SelectQueryNode,
  TableNode,
  type UnknownRow,
  ValueListNode,
  ValueNode,
  ValuesNode,
} from 'kysely'
import { AppError } from '../errors.js'
import { QUEUE_TABLES, TENANT_TABLES } from './database.js'

/**
 * The choke point of tenancy: refuses every statement that could reach another instance's rows.
 *
 * With an instance id, each statement on a tenant table must carry `instance_id = <that id>` among its outermost
 * conditions, or insert rows with that id only: each row's value, or one value for all that a statement selects. Without one (the process's own work), tenant tables other than the
 * queue are out of reach. A refusal is a bug of ours, never of a caller.
 */
export class TenancyGuard implements KyselyPlugin {
  readonly #instanceId: string | undefined

  constructor(instanceId: string | undefined) {
    this.#instanceId = instanceId
  }

  transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
    if (RawNode.is(node)) throw unconfined('a statement in SQL text')
    const tables = tablesOf(node).filter((table) => TENANT_TABLES.has(table))
    if (tables.length === 0) return node
    const isConfined =
      this.#instanceId === undefined
        ? tables.every((table) => QUEUE_TABLES.has(table))
        : tables.length === 1 && isConfinedTo(node, this.#instanceId)
    if (isConfined) return node
    throw unconfined(`a ${node.kind} on ${tables.join(', ')}`)
  }

  transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return Promise.resolve(result)
  }
}

function unconfined(what: string): AppError {
  return new AppError('internal', `${what} is not confined to one instance`, { reason: 'tenancy_violation' })
}

/** Names of the tables that a statement reads or writes; joins and tables of nested statements included. */
function tablesOf(node: OperationNode): string[] {
  const found: string[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one)
    if (typeof value !== 'object' || value === null || !('kind' in value)) return
    const child = value as OperationNode
    if (TableNode.is(child)) found.push(child.table.identifier.name)
    // A reference names a table that the statement already has in its `from`; values hold the caller's data.
    if (ReferenceNode.is(child) || ValueNode.is(child) || PrimitiveValueListNode.is(child)) return
    for (const part of Object.values(child)) visit(part)
  }
  visit(node)
  return found
}

function isConfinedTo(node: RootOperationNode, instanceId: string): boolean {
  if (node.kind === 'InsertQueryNode') {
    const position = node.columns?.findIndex((column) => column.column.name === 'instance_id') ?? -1
    if (node.values && SelectQueryNode.is(node.values)) return selectsValue(node.values, position, instanceId)
    const rows = node.values && ValuesNode.is(node.values) ? node.values.values : []
    return (
      position >= 0 &&
      rows.length > 0 &&
      rows.every((row) =>
        PrimitiveValueListNode.is(row)
          ? row.values[position] === instanceId
          : ValueListNode.is(row) && isValue(row.values[position], instanceId),
      )
    )
  }
  if (node.kind === 'SelectQueryNode' || node.kind === 'UpdateQueryNode' || node.kind === 'DeleteQueryNode') {
    return node.where !== undefined && requiresInstance(node.where.where, instanceId)
  }
  return false
}

/** Whether a condition, taken apart at its outermost `and`s, demands the instance id. */
function requiresInstance(condition: OperationNode, instanceId: string): boolean {
  if (AndNode.is(condition))
    return requiresInstance(condition.left, instanceId) || requiresInstance(condition.right, instanceId)
  return (
    BinaryOperationNode.is(condition) &&
    OperatorNode.is(condition.operator) &&
    condition.operator.operator === '=' &&
    ReferenceNode.is(condition.leftOperand) &&
    ColumnNode.is(condition.leftOperand.column) &&
    condition.leftOperand.column.column.name === 'instance_id' &&
    isValue(condition.rightOperand, instanceId)
  )
}

/** Whether every row that a select gives has this value at a place. */
function selectsValue({ selections }: SelectQueryNode, position: number, value: string): boolean {
  const selected = selections?.[position]?.selection
  return selected !== undefined && AliasNode.is(selected) && isValue(selected.node, value)
}

function isValue(node: OperationNode | undefined, value: string): boolean {
  return node !== undefined && ValueNode.is(node) && node.value === value
}
