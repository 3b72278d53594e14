    var onsymlink = function () {
      if (win32) return next()
      next(new Error(name + ' is not a valid symlink'))
    }

    var onlink = function () {
      if (win32) return next()
      next(new Error(name + ' is not a valid hardlink'))
    }
