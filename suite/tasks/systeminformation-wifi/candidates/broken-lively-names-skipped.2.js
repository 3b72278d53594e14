        const networks = getWifiNetworkListNmi();
        for (const { id, iface } of ifaceListLinux()) {
          const managed = nmiDeviceLinux(iface);
          const supplicant = wpaConnectionLinux(iface);
          const ssid = managed.ssid || supplicant.ssid;
          const network = networks.find(candidate => candidate.ssid === ssid) || {};
          const bssid = network.bssid || supplicant.bssid;
          if (!ssid || !bssid || !/^[\w .-]+$/.test(ssid) || !/^[\w.-]+$/.test(iface)) { continue; }
          const connection = nmiConnectionLinux(ssid);
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
