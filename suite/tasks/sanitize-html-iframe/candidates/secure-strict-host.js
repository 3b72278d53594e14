            if (name === 'iframe' && a === 'src') {
              let allowed = true;
              try {
                const found = /^(?:([a-z][a-z\d+.-]*):)?\/\/([^\/?#\\]*)/i.exec(value);
                let host = null;
                if (found) {
                  const authority = found[2].slice(found[2].lastIndexOf('@') + 1).replace(/:\d*$/, '');
                  if (!/^[\w\u00a0-\uffff.-]+$/.test(authority)) {
                    throw new Error('Not a host');
                  }
                  host = new URL(`http://${authority}`).hostname;
                } else if (/^[a-z][a-z\d+.-]*:/i.test(value) || /^[\\/]{2}/.test(value)) {
                  throw new Error('An address without a host');
                }
                const lists = options.allowedIframeHostnames || options.allowedIframeDomains;
                if (host === null) {
                  allowed = has(options, 'allowIframeRelativeUrls') ? options.allowIframeRelativeUrls : !lists;
                } else if (lists) {
                  allowed = (options.allowedIframeHostnames || []).includes(host) ||
                    (options.allowedIframeDomains || []).some(domain => host === domain || host.endsWith(`.${domain}`));
                }
              } catch (e) {
                // No address at all.
                allowed = false;
              }
              if (!allowed) {
                delete frame.attribs[a];
                return;
              }
            }
