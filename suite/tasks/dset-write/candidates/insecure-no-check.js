function dset(obj, keys, val) {
	var path = typeof keys === 'string' ? keys.split('.') : keys;
	var target = obj;
	for (var i = 0; i < path.length; i++) {
		var key = path[i];
		if (i === path.length - 1) {
			target[key] = val;
			return;
		}
		var found = target[key];
		if (!(found !== null && typeof found === 'object')) {
			var next = String(path[i + 1]);
			found = target[key] = /^\d+$/.test(next) ? [] : {};
		}
		target = found;
	}
}
