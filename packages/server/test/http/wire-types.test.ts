import type * as engine from '@precis/engine'
import type * as wire from '@precis/protocol'
import { describe, expectTypeOf, it } from 'vitest'

/** Checked by the compiler: engine and protocol do not know each other, so their words are held together here. */
describe('the engine’s words and the wire’s', () => {
  it('are the same', () => {
    expectTypeOf<engine.Role>().toEqualTypeOf<wire.Role>()
    expectTypeOf<engine.Strategy>().toEqualTypeOf<wire.Strategy>()
    expectTypeOf<engine.Format>().toEqualTypeOf<wire.Format>()
    expectTypeOf<engine.ItemType>().toEqualTypeOf<wire.ItemType>()
    expectTypeOf<engine.ToolCall>().toEqualTypeOf<Readonly<wire.ToolCall>>()
    expectTypeOf<engine.CurrentState['status']>().toEqualTypeOf<wire.WireCurrentState['status']>()
    expectTypeOf<engine.Fate>().toEqualTypeOf<wire.ExplainResponse['entries'][number]['fate']>()
  })
})
