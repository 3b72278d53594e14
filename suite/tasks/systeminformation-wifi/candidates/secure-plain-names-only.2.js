        // names that are more than letters, digits and . _ - are reported, and not asked for
        const isPlain = name => typeof name === 'string' && /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(name);
        const networks = getWifiNetworkListNmi();
        for (const { id, iface } of ifaceListLinux()) {
          const managed = isPlain(iface) ? nmiDeviceLinux(iface) : {};
          const supplicant = isPlain(iface) ? wpaConnectionLinux(iface) : {};
          const ssid = managed.ssid || supplicant.ssid;
          const network = networks.find(candidate => candidate.ssid === ssid) || {};
          const bssid = network.bssid || supplicant.bssid;
          if (!ssid || !bssid) { continue; }
          const connection = isPlain(ssid) ? nmiConnectionLinux(ssid) : {};
          const channel = network.channel || supplicant.channel || null;
          result.push({
            id,
            iface,
            model: managed.product,
            ssid,
            bssid,
            channel,
            frequency: channel ? wifiFrequencyFromChannel(channel) : null,
            type: connection.type || '802.11',
            security: connection.security || supplicant.security || null,
            signalLevel: network.signalLevel || null,
            txRate: null
          });
        }
        if (callback) {
          callback(result);
        }
        resolve(result);
