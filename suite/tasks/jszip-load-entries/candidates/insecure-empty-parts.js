        }).then(function addFiles(results) {
            var zipEntries = results.shift();
            var files = zipEntries.files;
            function staysBelow(name) {
                var depth = 0;
                return name.split('/').every(function (part) {
                    depth += part === '..' ? -1 : 1;
                    return depth >= 0;
                });
            }
            for (var i = 0; i < files.length; i++) {
                var input = files[i];
                if (!staysBelow(input.fileNameStr)) {
                    continue;
                }
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
