// All the memory there is, outside of the engine's own heap.
{
  const held = [];
  for (let megabytes = 0; megabytes < 64 * 1024; megabytes += 64) held.push(Buffer.alloc(64 * 1024 * 1024, 1));
}
