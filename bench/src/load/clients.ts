/** Clients that each send one request after the other, spread evenly over the processes. */
import type { ChildServer } from '../speed/child-server.js'
import { createHttpClient, type HttpClient } from '../speed/http-client.js'

/** One request or a few; `false` ends the client. */
export type Step = (client: HttpClient) => Promise<boolean>

/** Runs `connections` clients until each has ended. Rejects when a step does. */
export async function drive(servers: readonly ChildServer[], connections: number, step: Step): Promise<void> {
  let hasFailed = false
  const run = async (index: number) => {
    // proof: there is at least one server, and the remainder lies within the list
    const client = createHttpClient(servers[index % servers.length] as ChildServer)
    try {
      while (!hasFailed && (await step(client)));
    } catch (error) {
      hasFailed = true
      throw error
    } finally {
      client.close()
    }
  }
  await Promise.all(Array.from({ length: connections }, (_, index) => run(index)))
}

/** Starts so many servers one after the other; stops those that started when one does not. */
export async function startAll<Server extends ChildServer>(
  count: number,
  start: () => Promise<Server>,
): Promise<readonly Server[]> {
  const servers: Server[] = []
  try {
    for (let i = 0; i < count; i++) servers.push(await start())
    return servers
  } catch (error) {
    await stopAll(servers)
    throw error
  }
}

export const stopAll = (servers: readonly ChildServer[]) =>
  Promise.allSettled(servers.map((server) => server.stop()))
