            if (name === 'iframe' && a === 'src') {
              let allowed = true;
              try {
                // As the browser reads it, on a page that has no host of its own.
                const resolved = new URL(value, 'https://page.invalid/');
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
