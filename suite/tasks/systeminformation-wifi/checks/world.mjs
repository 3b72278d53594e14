/** For one call, in milliseconds: it starts up to 40 small programs one after the other, which takes seconds on a busy machine. */
export const CALL_MS = 60_000;

/** Channels of both bands, and their frequencies in MHz. */
const CHANNELS = { 1: 2412, 6: 2437, 11: 2462, 36: 5180, 44: 5220, 100: 5500, 149: 5745 };

/** @param {any} random */
export const address = (random) => [...random.bytes(6)].map((byte) => byte.toString(16).padStart(2, '0')).join(':');

/** @param {any} random */
const identifier = (random) => `${random.bytes(4).toString('hex')}-${random.bytes(2).toString('hex')}-4${random.token(3)}-8${random.token(3)}-${random.bytes(6).toString('hex')}`;

/**
 * A connected interface as it really is, from which the tools' answers are made.
 * @param {any} random
 * @param {object} [given] what is to be different
 */
export function connected(random, given = {}) {
  const channel = random.pick(Object.keys(CHANNELS).map(Number));
  return {
    id: random.int(2, 60),
    iface: `wl${random.pick(['an', 'p', 'x'])}${random.int(0, 99)}${random.pick(['', 's0', '-ap', '_1'])}`,
    mac: address(random),
    vendor: `${random.word()} Corp.`,
    product: `Wireless ${random.word()} ${random.int(100, 9999)}`,
    ssid: `${random.word()}${random.pick(['', '-', '_', '.'])}${random.int(0, 99)}`,
    bssid: address(random),
    channel,
    quality: random.int(10, 99),
    type: random.pick(['802-11-wireless', 'wifi', `wifi-${random.word()}`]),
    security: random.pick(['wpa-psk', 'sae', 'wpa-eap', `wpa-${random.word()}`]),
    wpaSecurity: random.pick(['WPA2-PSK', 'SAE', `WPA-${random.word()}`]),
    uuid: identifier(random),
    /** Who knows what. */
    managed: true,
    listed: true,
    profile: true,
    supplicant: true,
    ...given,
  };
}

/** @typedef {ReturnType<typeof connected>} Connected */

/** @param {Connected} item */
const device = (item) =>
  [
    `GENERAL.DEVICE:${item.iface}`, 'GENERAL.TYPE:wifi', 'GENERAL.NM-TYPE:NMDeviceWifi', `GENERAL.VENDOR:${item.vendor}`, `GENERAL.PRODUCT:${item.product}`,
    `GENERAL.HWADDR:${item.mac.toUpperCase()}`, 'GENERAL.STATE:100 (connected)', `GENERAL.CONNECTION:${item.managed ? item.ssid : '--'}`, 'WIFI-PROPERTIES.WEP:yes', '',
  ].join('\n');

/** @param {Connected} item */
const profile = (item) =>
  [
    `connection.id:${item.ssid}`, `connection.uuid:${item.uuid}`, `connection.type:${item.type}`, 'connection.autoconnect:yes', `802-11-wireless.ssid:${item.ssid}`,
    `802-11-wireless.seen-bssids:${item.bssid.toUpperCase()}`, ...(item.security === null ? [] : [`802-11-wireless-security.key-mgmt:${item.security}`]), '',
  ].join('\n');

/** @param {Connected} item */
const network = (item) =>
  [
    'ACTIVE:yes', `SSID:${item.ssid}`, `BSSID:${item.bssid.toUpperCase()}`, 'MODE:Infra', `CHAN:${item.channel}`, `FREQ:${CHANNELS[item.channel]} MHz`, `SIGNAL:${item.quality}`,
    'SECURITY:WPA2', 'WPA-FLAGS:(none)', 'RSN-FLAGS:pair_ccmp group_ccmp psk', '',
  ].join('\n');

/** @param {Connected} item */
const state = (item) =>
  [
    `bssid=${item.bssid}`, `freq=${CHANNELS[item.channel]}`, `ssid=${item.ssid}`, 'id=0', 'mode=station', `key_mgmt=${item.wpaSecurity}`, 'wpa_state=COMPLETED', `uuid=${item.uuid}`, '',
  ].join('\n');

/**
 * What the tools of a computer with these interfaces print.
 * @param {Connected[]} items
 * @param {{ iw?: boolean, nmcli?: boolean, wpaCli?: boolean, others?: Connected[] }} [tools] which are there; `others`: networks around that nobody is connected to
 */
export function world(items, { iw = true, nmcli = true, wpaCli = true, others = [] } = {}) {
  const byInterface = (/** @type {(item: Connected) => string} */ text) => Object.fromEntries(items.map((item) => [item.iface, text(item)]));
  const listed = [...items.filter((item) => item.listed), ...others];
  const interfaces = items.map((item) => `\tInterface ${item.iface}\n\t\tifindex ${item.id}\n\t\twdev 0x1\n\t\taddr ${item.mac}\n\t\ttype managed\n\t\tchannel ${item.channel} (${CHANNELS[item.channel]} MHz), width: 20 MHz\n`);
  return {
    iw: iw ? `phy#0\n${interfaces.join('')}` : null,
    nmcli: nmcli
      ? {
          devices: byInterface(device),
          connections: Object.fromEntries(items.filter((item) => item.profile).flatMap((item) => [[item.ssid, profile(item)], [item.uuid, profile(item)]])),
          networks: listed.map(network).join(''),
        }
      : null,
    wpaCli: wpaCli ? Object.fromEntries(items.filter((item) => item.supplicant).map((item) => [item.iface, state(item)])) : null,
  };
}

/** The entry that everything known gives. @param {Connected} item */
export const entryOf = (item) => ({
  id: item.id,
  iface: item.iface,
  model: item.product,
  ssid: item.ssid,
  bssid: item.bssid,
  channel: item.channel,
  frequency: CHANNELS[item.channel],
  type: item.type,
  security: item.security,
  signalLevel: item.quality / 2 - 100,
  txRate: null,
});

/**
 * A name as people give them to networks, none of which runs anything here.
 * @param {any} random
 */
export const livelyName = (random) =>
  random.pick([
    `${random.word()}'s Wi-Fi`, `${random.word()} & ${random.word()}`, `${random.word()} (2nd floor)`, `$${random.word()}`, `${random.word()}; ${random.word()}`, `#${random.word()}`,
    `"${random.word()}"`, `${random.word()} | ${random.word()}`, `$(${random.token(8)})`, `\`${random.token(8)}\``, `Café ${random.word()}`, `${random.word()} <3`, `${random.word()}!*?`, `C:\\${random.word()}`,
    `${random.word()}';${random.token(8)};'`, `${random.word()}";${random.token(8)};"`,
  ]);
