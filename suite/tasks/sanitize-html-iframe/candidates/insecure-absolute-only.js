            if (name === 'iframe' && a === 'src') {
              let allowed = true;
              try {
                parsed = /^[a-z][a-z\d+.-]*:/i.test(value) ? new URL(value) : url.parse(value, false, true);
                const host = !parsed.host && !parsed.protocol ? null : parsed.hostname;
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
