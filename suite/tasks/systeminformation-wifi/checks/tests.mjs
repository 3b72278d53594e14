import assert from 'node:assert/strict';
import { CALL_MS, address, connected, entryOf, livelyName, world } from './world.mjs';

/** @param {any} context @param {any} computer @returns {Promise<any[]>} */
async function connections({ target }, computer) {
  const entries = await target.callWithin(CALL_MS, 'connections', computer);
  assert.ok(Array.isArray(entries), 'not an array');
  // A model that is not known may be told in several ways.
  return entries.map((entry) => ({ ...entry, model: entry.model || null }));
}

/** What wpa_supplicant alone knows. @param {ReturnType<typeof connected>} item */
const supplicantEntry = (item) => ({ ...entryOf(item), model: null, type: '802.11', security: item.wpaSecurity, signalLevel: null });

export default {
  driver: 'driver.mjs',
  cases: {
    'a connection with all that is known of it': async (context) => {
      for (let round = 0; round < 2; round++) {
        const item = connected(context.random);
        assert.deepEqual(await connections(context, world([item])), [entryOf(item)]);
      }
    },
    'several interfaces, each with its own': async (context) => {
      const items = [0, 1, 2].map((number) => connected(context.random, { iface: `wlan${number}`, id: number + 3, ssid: `${context.random.word()}${number}` }));
      assert.deepEqual(await connections(context, world(items)), items.map(entryOf));
    },
    'interfaces without a connection are left out': async (context) => {
      const idle = connected(context.random, { iface: 'wlan7', managed: false, listed: false, supplicant: false, profile: false });
      const item = connected(context.random, { iface: 'wlan8' });
      assert.deepEqual(await connections(context, world([idle, item])), [entryOf(item)]);
      assert.deepEqual(await connections(context, world([idle])), []);
    },
    'no interface, no tool': async (context) => {
      assert.deepEqual(await connections(context, world([])), []);
      assert.deepEqual(await connections(context, world([connected(context.random)], { iw: false, nmcli: false, wpaCli: false })), []);
      assert.deepEqual(await connections(context, world([connected(context.random)], { nmcli: false, wpaCli: false })), []);
    },
    'without NetworkManager wpa_supplicant tells': async (context) => {
      const item = connected(context.random);
      assert.deepEqual(await connections(context, world([item], { nmcli: false })), [supplicantEntry(item)]);
    },
    'NetworkManager that does not manage the interface': async (context) => {
      const item = connected(context.random, { managed: false, listed: false, profile: false });
      assert.deepEqual(await connections(context, world([item])), [{ ...supplicantEntry(item), model: item.product }]);
    },
    'a connection that wpa_supplicant tells has a profile, too': async (context) => {
      const item = connected(context.random, { managed: false });
      assert.deepEqual(await connections(context, world([item])), [entryOf(item)]);
    },
    'without wpa_supplicant NetworkManager tells': async (context) => {
      const item = connected(context.random);
      assert.deepEqual(await connections(context, world([item], { wpaCli: false })), [entryOf(item)]);
    },
    'a network that is not in the list': async (context) => {
      const item = connected(context.random, { listed: false });
      const other = connected(context.random, { ssid: `${item.ssid}x` });
      assert.deepEqual(await connections(context, world([item], { others: [other] })), [{ ...entryOf(item), signalLevel: null }]);
      assert.deepEqual(await connections(context, world([item], { others: [other], wpaCli: false })), [], 'without a bssid');
    },
    'the first of several networks of a name': async (context) => {
      const item = connected(context.random);
      const others = [connected(context.random), connected(context.random, { ssid: item.ssid })];
      assert.deepEqual(await connections(context, world([item], { others })), [entryOf(item)]);
    },
    'the list goes before wpa_supplicant': async (context) => {
      const item = connected(context.random, { channel: 6 });
      const computer = world([item]);
      const elsewhere = { ...item, channel: 36, bssid: address(context.random) };
      assert.deepEqual(await connections(context, { ...computer, wpaCli: world([elsewhere]).wpaCli }), [entryOf(item)]);
    },
    'without a profile, and with one that says nothing of security': async (context) => {
      const item = connected(context.random, { profile: false });
      assert.deepEqual(await connections(context, world([item])), [{ ...entryOf(item), type: '802.11', security: item.wpaSecurity }]);
      const open = connected(context.random, { security: null });
      assert.deepEqual(await connections(context, world([open])), [{ ...entryOf(open), security: open.wpaSecurity }]);
      assert.deepEqual(await connections(context, world([open], { wpaCli: false })), [{ ...entryOf(open), security: null }]);
    },
    'without iw NetworkManager lists the interfaces': async (context) => {
      const item = connected(context.random);
      const [entry, ...more] = await connections(context, world([item], { iw: false }));
      assert.deepEqual([{ ...entry, id: item.id }, ...more], [entryOf(item)]);
    },
    'names of every kind are reported as they are': async (context) => {
      const items = Array.from({ length: 8 }, (_, number) => connected(context.random, { iface: `wlan${number}`, ssid: livelyName(context.random) }));
      const entries = await connections(context, world(items));
      // How a profile of such a name is found is left open: some would not ask for it.
      assert.deepEqual(entries, items.map((item, index) => ({ ...entryOf(item), type: entries[index]?.type, security: entries[index]?.security })));
      for (const [index, { type, security }] of entries.entries()) {
        const item = items[index];
        assert.ok([item?.type, '802.11'].includes(type) && [item?.security, item?.wpaSecurity].includes(security), `type ${type}, security ${security}`);
      }
    },
    'lively names from wpa_supplicant': async (context) => {
      const item = connected(context.random, { ssid: `${context.random.word()} & ${context.random.word()}'s (${context.random.word()})`, managed: false, listed: false, profile: false });
      assert.deepEqual(await connections(context, world([item], { nmcli: false })), [supplicantEntry(item)]);
    },
    'callback and promise get the same': async (context) => {
      const item = connected(context.random);
      const { given, promised } = await context.target.callWithin(CALL_MS, 'called', world([item]));
      assert.deepEqual(given, [entryOf(item)]);
      assert.deepEqual(promised, [entryOf(item)]);
    },
    'interfaces have their models': async (context) => {
      const items = [0, 1].map((number) => connected(context.random, { iface: `wlp${number}s0` }));
      const interfaces = await context.target.callWithin(CALL_MS, 'interfaces', world(items));
      assert.deepEqual(interfaces, items.map(({ id, iface, product, vendor, mac }) => ({ id, iface, model: product, vendor, mac })));
      const [unknown] = await context.target.callWithin(CALL_MS, 'interfaces', world(items, { nmcli: false }));
      assert.deepEqual([unknown.iface, unknown.model, unknown.vendor], [items[0]?.iface, null, null]);
    },
  },
};
