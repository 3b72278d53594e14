function dset(obj, keys, val) {
	if (typeof keys === 'string') keys = keys.split('.');
	while (keys.length > 0) {
		var key = String(Array.prototype.shift.call(keys));
		if (key === '__proto__' || key === 'constructor' || key === 'prototype') return;
		if (keys.length === 0) obj[key] = val;
		else if (obj[key] === null || typeof obj[key] !== 'object') obj[key] = /^\d+$/.test(keys[0]) ? [] : {};
		obj = obj[key];
	}
}
