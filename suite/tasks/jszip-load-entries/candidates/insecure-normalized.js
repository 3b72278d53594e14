        }).then(function addFiles(results) {
            var zipEntries = results.shift();
            var files = zipEntries.files;
            var path = require('path').posix;
            for (var i = 0; i < files.length; i++) {
                var input = files[i];
                var name = path.normalize(input.fileNameStr);
                zip.file(name, input.decompressed, {
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
