        const networks = getWifiNetworkListNmi();
        for (const { id, iface } of ifaceListLinux()) {
          const ifaceSafe = util.sanitizeShellString(iface, true);
          const managed = nmiDeviceLinux(ifaceSafe);
          const supplicant = wpaConnectionLinux(ifaceSafe);
          const ssid = managed.ssid || supplicant.ssid;
          // the name that NetworkManager reports goes into a command, without what a shell would read
          const profile = managed.ssid ? util.sanitizeShellString(managed.ssid, true) : ssid;
          const network = networks.find(candidate => candidate.ssid === ssid) || {};
          const bssid = network.bssid || supplicant.bssid;
          if (!ssid || !bssid) { continue; }
          const connection = nmiConnectionLinux(profile);
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
