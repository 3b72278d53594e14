            if (name === 'iframe' && a === 'src') {
              let allowed = true;
              try {
                const found = /^(?:[a-z][a-z\d+.-]*:)?\/\/(?:[^\/?#@]*@)?([^\/?#@:%;'"{}`\\]+)/i.exec(value);
                if (!found && /^[a-z]+:/i.test(value)) {
                  throw new Error('An address without a host');
                }
                const host = found ? new URL(`http://${found[1]}`).hostname : null;
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
