    var copyFrom = function (source) {
      xfs.unlink(name, function () {
        xfs.realpath(source, function (err, target) {
          var way = err ? '..' : path.relative(path.resolve(cwd), target)
          if (way.split(path.sep)[0] === '..') return next(new Error(name + ' is not a valid link'))
          stream = xfs.createReadStream(target)
          onfile()
        })
      })
    }

    var onsymlink = function () {
      if (win32) return next()
      copyFrom(path.resolve(path.dirname(name), header.linkname))
    }

    var onlink = function () {
      if (win32) return next()
      copyFrom(path.join(cwd, path.join('/', header.linkname)))
    }
