/** A process's resident memory in MB (10^6 bytes), from its own `GET /metrics`. Throws where it doesn't say. */
export async function residentMb(adminUrl: string): Promise<number> {
  const response = await fetch(`${adminUrl}/metrics`);
  const bytes = /^process_resident_memory_bytes (\S+)/m.exec(await response.text())?.[1];
  if (bytes === undefined) throw new Error(`${adminUrl}/metrics says nothing about resident memory`);
  return Number(bytes) / 1e6;
}
