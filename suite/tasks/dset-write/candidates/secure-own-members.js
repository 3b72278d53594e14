function dset(obj, keys, val) {
	var path = Array.from(typeof keys === 'string' ? keys.split('.') : keys, String);
	path.forEach(function (key, i) {
		var last = i === path.length - 1;
		var own = Object.prototype.hasOwnProperty.call(obj, key) ? obj[key] : undefined;
		if (last || own === null || typeof own !== 'object') {
			own = last ? val : /^\d+$/.test(path[i + 1]) ? [] : {};
			Object.defineProperty(obj, key, { value: own, writable: true, enumerable: true, configurable: true });
		}
		obj = own;
	});
}
