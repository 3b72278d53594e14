            if (name === 'iframe' && a === 'src') {
              let allowed = true;
              try {
                const resolved = new URL(value, 'https://page.invalid/');
                if (/^[a-z]+:\/\/[^\/?#]*[A-Z]/.test(value)) {
                  throw new Error('Not a host');
                }
                const host = resolved.hostname === 'page.invalid' ? null : resolved.hostname;
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
