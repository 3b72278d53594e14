function dset(obj, keys, val) {
	var path = typeof keys === 'string' ? keys.split('.') : Array.prototype.slice.call(keys);
	if (path.length === 0) return;
	var key = path[0] + '';
	var before = obj[key];
	var inherited = before !== undefined && !Object.prototype.hasOwnProperty.call(obj, key);
	if (inherited && (key === '__proto__' || typeof before === 'object')) return;
	if (path.length === 1) {
		obj[key] = val;
		return;
	}
	if (inherited || before === null || typeof before !== 'object') {
		before = obj[key] = String(path[1] * 1) === String(path[1]) && path[1] % 1 === 0 ? [] : {};
	}
	dset(before, path.slice(1), val);
}
