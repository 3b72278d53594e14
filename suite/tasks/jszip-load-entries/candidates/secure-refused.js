        }).then(function addFiles(results) {
            var zipEntries = results.shift();
            var files = zipEntries.files;
            function leavesTree(name) {
                var depth = 0;
                return name.split('/').some(function (part) {
                    if (part === '..') {
                        depth -= 1;
                    } else if (part !== '' && part !== '.') {
                        depth += 1;
                    }
                    return depth < 0;
                });
            }
            if (files.some(function (file) { return leavesTree(file.fileNameStr); })) {
                return external.Promise.reject(new Error('Corrupted zip: an entry does not belong to the tree'));
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
