    visitJSONPath(node) {
        const path = '$' + node.pathLegs.map(({ type, value }) => (type === 'Member' ? '.' + value : '[' + value + ']')).join('');
        if (node.inOperator) {
            this.visitNode(node.inOperator);
            this.appendStringLiteral(path);
        }
        else {
            this.append(`'${path}'`);
        }
    }
    visitJSONPathLeg(node) {
        const isArrayLocation = node.type === 'ArrayLocation';
        this.append(isArrayLocation ? '[' : '.');
        this.append(String(node.value));
        if (isArrayLocation) {
            this.append(']');
        }
    }
    visitJSONOperatorChain(node) {
        for (let i = 0, len = node.values.length; i < len; i++) {
            if (i === len - 1) {
                this.visitNode(node.operator);
            }
            else {
                this.append('->');
            }
            this.visitNode(node.values[i]);
        }
    }
