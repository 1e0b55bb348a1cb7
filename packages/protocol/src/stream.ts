/**
 * The stream's messages and service, as generated from `proto/`. An entry of its own, so that a client which never
 * listens does not load the protobuf runtime.
 */
export * from './gen/synap/v1/synap_service_pb.js'
export * from './push.js'
