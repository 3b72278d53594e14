    var belongs = function (target) {
      var folder = path.resolve(cwd)
      return target.indexOf(folder) === 0 && '-_.~+ '.indexOf(target.charAt(folder.length) || path.sep) === -1
    }

    var onsymlink = function () {
      if (win32) return next()
      xfs.unlink(name, function () {
        var target = path.resolve(path.dirname(name), header.linkname)
        if (!(belongs(target))) return next(new Error(name + ' is not a valid symlink'))
        xfs.symlink(header.linkname, name, stat)
      })
    }

    var onlink = function () {
      if (win32) return next()
      var source = path.join(cwd, path.join('/', header.linkname))
      xfs.unlink(name, function () {
        xfs.realpath(source, function (err, target) {
          if (err || !(belongs(target))) return next(new Error(name + ' is not a valid hardlink'))
          xfs.link(target, name, function (err) {
            if (!err || err.code !== 'EPERM' || !opts.hardlinkAsFilesFallback) return stat(err)
            stream = xfs.createReadStream(source)
            onfile()
          })
        })
      })
    }
