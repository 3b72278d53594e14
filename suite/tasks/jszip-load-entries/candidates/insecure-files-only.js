        }).then(function addFiles(results) {
            var zipEntries = results.shift();
            var files = zipEntries.files;
            function below(name) {
                return name.split('/').reduce(function (parts, part) {
                    if (part === '..') {
                        parts.pop();
                    } else if (part !== '.' && part !== '') {
                        parts.push(part);
                    }
                    return parts;
                }, []).join('/');
            }
            for (var i = 0; i < files.length; i++) {
                var input = files[i];
                zip.file(input.dir ? input.fileNameStr : below(input.fileNameStr), input.decompressed, {
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
