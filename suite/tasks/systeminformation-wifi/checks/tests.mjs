import assert from 'node:assert/strict';
import { CALL_MS, address, connected, entryOf, livelyName, world } from './world.mjs';

/** @param {any} context @param {any} computer @returns {Promise<any[]>} */
async function connections({ target }, computer) {
  return told(await target.callWithin(CALL_MS, 'connections', computer));
}

/** @param {any} entries @returns {any[]} */
function told(entries) {
  assert.ok(Array.isArray(entries), 'not an array');
  // A model that is not known may be told in several ways.
  return entries.map((entry) => ({ ...entry, model: entry.model || null }));
}

/** What wpa_supplicant alone knows. @param {ReturnType<typeof connected>} item */
const supplicantEntry = (item) => ({ ...entryOf(item), model: null, type: '802.11', security: item.wpaSecurity, signalLevel: null });

/** An interface that nothing is known of. */
const idle = { managed: false, listed: false, supplicant: false, profile: false };

/** Interfaces in one computer, `wlan0`, `wlan1`, … @param {any} random @param {object[]} given what is to be different */
const numbered = (random, given) => given.map((different, number) => connected(random, { iface: `wlan${number}`, id: number + 3, ssid: `${random.word()}${number}`, ...different }));

// A tool is started for everything that is asked: one computer has interfaces of many kinds.
export default {
  driver: 'driver.mjs',
  cases: {
    'interfaces that are known to several tools': async (context) => {
      const { random } = context;
      const kinds = [{}, {}, idle, { managed: false, listed: false, profile: false }, { managed: false }, { listed: false }, {}, { channel: 6 }, { profile: false }, { security: null }];
      const items = numbered(random, kinds);
      const [one, two, , supplied, profiled, unlisted, first, elsewhere, unprofiled, open] = /** @type {any[]} */ (items);
      const others = [connected(random, { ssid: `${unlisted.ssid}x` }), connected(random, { ssid: first.ssid })];
      const computer = world(items, { others });
      // The list goes before wpa_supplicant.
      computer.wpaCli = { ...computer.wpaCli, ...world([{ ...elsewhere, channel: 36, bssid: address(random) }]).wpaCli };
      assert.deepEqual(await connections(context, computer), [
        entryOf(one),
        entryOf(two),
        { ...supplicantEntry(supplied), model: supplied.product },
        entryOf(profiled),
        { ...entryOf(unlisted), signalLevel: null },
        entryOf(first),
        entryOf(elsewhere),
        { ...entryOf(unprofiled), type: '802.11', security: unprofiled.wpaSecurity },
        { ...entryOf(open), security: open.wpaSecurity },
      ]);
    },
    'no interface, no tool': async (context) => {
      const { random } = context;
      assert.deepEqual(await connections(context, world([])), []);
      assert.deepEqual(await connections(context, world([connected(random)], { iw: false, nmcli: false, wpaCli: false })), []);
      assert.deepEqual(await connections(context, world([connected(random)], { nmcli: false, wpaCli: false })), []);
    },
    'without NetworkManager wpa_supplicant tells, to callback and promise': async (context) => {
      const { random, target } = context;
      const items = numbered(random, [{}, { ssid: `${random.word()} & ${random.word()}'s (${random.word()})` }]);
      const { given, promised } = await target.callWithin(CALL_MS, 'called', world(items, { nmcli: false }));
      assert.deepEqual(given, promised);
      assert.deepEqual(told(promised), items.map(supplicantEntry));
    },
    'without wpa_supplicant NetworkManager tells, where it knows a bssid': async (context) => {
      const items = numbered(context.random, [{}, { listed: false }, { security: null }]);
      const [one, , open] = /** @type {any[]} */ (items);
      assert.deepEqual(await connections(context, world(items, { wpaCli: false })), [entryOf(one), { ...entryOf(open), security: null }]);
    },
    'without iw NetworkManager lists the interfaces': async (context) => {
      const item = connected(context.random);
      const [entry, ...more] = await connections(context, world([item], { iw: false }));
      assert.deepEqual([{ ...entry, id: item.id }, ...more], [entryOf(item)]);
    },
    'names of every kind are reported as they are': async (context) => {
      const items = numbered(context.random, Array.from({ length: 6 }, () => ({ ssid: livelyName(context.random) })));
      const entries = await connections(context, world(items));
      // How a profile of such a name is found is left open: some would not ask for it.
      assert.deepEqual(entries, items.map((item, index) => ({ ...entryOf(item), type: entries[index]?.type, security: entries[index]?.security })));
      for (const [index, { type, security }] of entries.entries()) {
        const item = items[index];
        assert.ok([item?.type, '802.11'].includes(type) && [item?.security, item?.wpaSecurity].includes(security), `type ${type}, security ${security}`);
      }
    },
    'interfaces have their models': async (context) => {
      const items = [0, 1].map((number) => connected(context.random, { iface: `wlp${number}s0` }));
      const interfaces = await context.target.callWithin(CALL_MS, 'interfaces', world(items));
      assert.deepEqual(interfaces, items.map(({ id, iface, product, vendor, mac }) => ({ id, iface, model: product, vendor, mac })));
      const [unknown] = await context.target.callWithin(CALL_MS, 'interfaces', world(items.slice(0, 1), { nmcli: false }));
      assert.deepEqual([unknown.iface, unknown.model, unknown.vendor], [items[0]?.iface, null, null]);
    },
  },
};
