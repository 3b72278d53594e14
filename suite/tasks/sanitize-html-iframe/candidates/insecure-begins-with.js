            if (name === 'iframe' && a === 'src') {
              let allowed = true;
              try {
                parsed = url.parse(value, false, true);
                const isRelative = parsed.host === null && parsed.protocol === null;
                const behind = value.replace(/^(?:[a-z]+:)?\/\/(?:[^\/?#@]*@)?/i, '').toLowerCase();
                const named = (options.allowedIframeHostnames || []).find(hostname => behind.startsWith(hostname) && !/[\w.-]/.test(behind.charAt(hostname.length)));
                const host = isRelative ? null : named || parsed.hostname;
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
