import { create, fromBinary, toBinary } from '@bufbuild/protobuf'
import { describe, expect, it } from 'vitest'
import {
  file_synap_v1_synap_service,
  StreamEventSchema,
  StreamResponseSchema,
  SynapService,
} from './gen/synap/v1/synap_service_pb.js'
import { compactionBundleId } from './push.js'

/** The wire as clients in the field know it: message → `number name type`, in the order of the numbers. */
const WIRE: Record<string, string> = {
  StreamEvent:
    '1 conversation_event ConversationEvent, 2 heartbeat_ping HeartbeatPing, 3 session_control SessionControl, 4 context_used ContextUsedEvent, 5 context_assembled ContextAssembledEvent',
  ConversationEvent:
    '1 event_type s, 2 conversation_id s, 3 user_id s, 4 role s, 5 content s, 6 customer_id s, 7 session_id s, 8 metadata map<s,s>, 9 timestamp_ms i64, 10 tool_name s, 11 tool_args_json s, 12 search_queries rep s, 13 context_types rep s',
  HeartbeatPing: '1 timestamp_ms i64',
  SessionControl: '1 action s, 2 session_id s, 3 conversation_id s, 4 user_id s, 5 customer_id s',
  ContextUsedEvent:
    '1 bundle_id s, 2 conversation_id s, 3 user_id s, 4 customer_id s, 5 served_item_ids rep s, 6 timestamp_ms i64, 7 scope s, 8 source_bundle_ids rep s',
  ContextAssembledEvent:
    '1 correlation_id s, 2 conversation_id s, 3 user_id s, 4 customer_id s, 5 final_item_ids rep s, 6 final_total_tokens i32, 7 compaction_id s, 8 recent_turn_count i32, 9 compaction_end_timestamp s, 10 assembly_source s, 11 assembly_duration_ms i32, 12 cache_hit b, 13 timestamp_ms i64, 14 sdk_version s',
  StreamResponse:
    '1 context_bundle ContextBundleProto, 2 heartbeat_pong HeartbeatPong, 3 signal StreamSignal',
  HeartbeatPong: '1 timestamp_ms i64',
  StreamSignal: '1 signal_type s, 2 reason s, 3 metadata map<s,s>',
  ContextBundleProto:
    '1 bundle_id s, 2 decision_id s, 3 items_by_type map<s,ContextItemList>, 4 total_tokens i32, 5 token_budget i32, 6 budget_exceeded b, 7 retrieval_mode s, 8 sources_queried rep s, 9 degradation_level s, 10 warnings rep s, 11 created_at s, 12 retrieval_time_ms i32, 13 cache_hit b, 14 search_queries rep s, 15 anticipation_user_id s, 16 anticipation_customer_id s, 17 anticipation_conversation_id s, 18 search_keywords rep s, 19 bundle_type s, 20 conversation_context ConversationContextProto, 21 bundle_confidence f, 22 origin_pattern_id s, 23 ttl_hint_seconds i32',
  ConversationContextProto:
    '1 summary s, 2 current_state_json s, 3 key_extractions_json s, 4 recent_turns rep RecentTurnProto, 5 compaction_id s, 6 compacted_at s, 7 conversation_id s',
  RecentTurnProto: '1 role s, 2 content s, 3 timestamp s',
  ContextItemList: '1 items rep ContextItemProto',
  ContextItemProto:
    '1 item_id s, 2 content s, 3 context_type s, 4 source s, 5 similarity_score f, 6 relevance_score f, 7 confidence f, 8 scope s, 9 entity_id s, 10 created_at s, 11 event_date s, 12 valid_until s, 13 temporal_category s, 14 temporal_confidence f',
  TelemetryEvent:
    '1 event_type s, 2 instance_id s, 3 client_id s, 4 correlation_id s, 5 timestamp_ms i64, 6 latency_ms i32, 7 status s, 8 error_code s, 9 scope s, 10 cache_status s, 11 attempt i32, 12 http_method s, 13 http_path s, 14 http_status_code i32, 15 metadata map<s,s>, 16 sdk_version s, 17 batch_id s',
  TelemetryAck: '1 status s, 2 events_received i32',
}

const SCALARS: Record<number, string> = { 2: 'f', 3: 'i64', 5: 'i32', 8: 'b', 9: 's' }
type Field = (typeof file_synap_v1_synap_service.messages)[number]['fields'][number]

function typeOf(field: Field): string {
  if (field.fieldKind === 'map')
    return `map<s,${field.mapKind === 'message' ? field.message.name : SCALARS[field.scalar ?? 0]}>`
  const single = field.message ? field.message.name : SCALARS[field.scalar ?? 0]
  return field.fieldKind === 'list' ? `rep ${single}` : `${single}`
}

describe('synap.v1 wire', () => {
  it('has the messages, numbers, names and types that clients are compiled against', () => {
    const actual = Object.fromEntries(
      file_synap_v1_synap_service.messages.map((message) => [
        message.name,
        [...message.fields]
          .sort((a, b) => a.number - b.number)
          .map((field) => `${field.number} ${field.name} ${typeOf(field)}`)
          .join(', '),
      ]),
    )

    expect(actual).toEqual(WIRE)
  })

  it('serves Listen in both directions and IngestTelemetry from the client', () => {
    const methods = SynapService.methods.map((m) => `${SynapService.typeName}/${m.name} ${m.methodKind}`)

    expect(methods).toEqual([
      'synap.v1.SynapService/Listen bidi_streaming',
      'synap.v1.SynapService/IngestTelemetry client_streaming',
    ])
  })

  it('reads a payload that it does not know as no payload', () => {
    const fieldNinetyNine = Uint8Array.of(0x9a, 0x06, 0x03, 0x61, 0x62, 0x63)

    const event = fromBinary(StreamEventSchema, fieldNinetyNine)

    expect(event.payload.case).toBeUndefined()
  })

  it('writes a pong as the bytes of field 2 with field 1 inside', () => {
    const pong = create(StreamResponseSchema, {
      payload: { case: 'heartbeatPong', value: { timestampMs: 5n } },
    })

    expect([...toBinary(StreamResponseSchema, pong)]).toEqual([0x12, 0x02, 0x08, 0x05])
  })

  it('gives all runs of a conversation one bundle id', () => {
    expect(compactionBundleId('3f6b')).toBe('compaction:3f6b')
  })
})
