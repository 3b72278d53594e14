function clean(name) {
  return String(name).replace(/[;&|<>]|\$\(/g, '');
}

function nmiDeviceLinux(iface) {
  try {
    const lines = execSync(`nmcli -t -f general,wifi-properties,capabilities,ip4,ip6 device show ${clean(iface)} 2>/dev/null`).toString().split('\n');
    const connection = util.getValue(lines, 'GENERAL.CONNECTION');
    return {
      iface,
      type: util.getValue(lines, 'GENERAL.TYPE'),
      vendor: util.getValue(lines, 'GENERAL.VENDOR'),
      product: util.getValue(lines, 'GENERAL.PRODUCT'),
      mac: util.getValue(lines, 'GENERAL.HWADDR').toLowerCase(),
      ssid: connection === '--' ? null : connection
    };
  } catch (e) {
    return {};
  }
}

function nmiConnectionLinux(ssid) {
  try {
    const lines = execSync(`nmcli -t --show-secrets connection show ${clean(ssid)} 2>/dev/null`).toString().split('\n');
    const seen = util.getValue(lines, '802-11-wireless.seen-bssids').toLowerCase();
    return {
      ssid: ssid === '--' ? null : ssid,
      uuid: util.getValue(lines, 'connection.uuid'),
      type: util.getValue(lines, 'connection.type'),
      autoconnect: util.getValue(lines, 'connection.autoconnect') === 'yes',
      security: util.getValue(lines, '802-11-wireless-security.key-mgmt'),
      bssid: seen === '--' ? null : seen
    };
  } catch (e) {
    return {};
  }
}

function wpaConnectionLinux(iface) {
  try {
    const lines = execSync(`wpa_cli -i ${clean(iface)} status 2>&1`).toString().split('\n');
    const freq = util.toInt(util.getValue(lines, 'freq', '='));
    return {
      ssid: util.getValue(lines, 'ssid', '='),
      uuid: util.getValue(lines, 'uuid', '='),
      security: util.getValue(lines, 'key_mgmt', '='),
      freq,
      channel: wifiChannelFromFrequencs(freq),
      bssid: util.getValue(lines, 'bssid', '=').toLowerCase()
    };
  } catch (e) {
    return {};
  }
}
