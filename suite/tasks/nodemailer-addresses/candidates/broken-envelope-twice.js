    _convertAddresses(addresses, uniqueList) {
        const values = [];
        uniqueList = uniqueList || [];

        for (const address of [].concat(addresses || [])) {
            if (address.address) {
                address.address = this._normalizeAddress(address.address);
                if (!address.address) continue;
                values.push(address.name ? `${this._encodeAddressName(address.name)} <${address.address}>` : address.address);
                if (!uniqueList.some(a => a === address)) {
                    uniqueList.push(address);
                }
            } else if (address.group) {
                const members = address.group.length ? this._convertAddresses(address.group, uniqueList) : '';
                values.push(this._encodeAddressName(address.name) + ':' + members.trim() + ';');
            }
        }

        return values.join(', ');
    }

    _normalizeAddress(address) {
        address = (address || '').toString().replace(/[\r\n]+/g, ' ').trim();
        const lastAt = address.lastIndexOf('@');
        if (lastAt < 0) {
            return address;
        }
        const user = address.slice(0, lastAt);
        const domain = address.slice(lastAt + 1);

        return user + '@' + punycode.toASCII(domain.toLowerCase());
    }
